import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { createLab } from '../../../new-lab.ts';
import { project } from '../../../project.ts';
import type { Call, StandInAws, Strike } from './stand-in-aws.ts';

/** Where the SDKs and the AWS CLI look, so that they find the stand-in and nothing of whoever runs the test. */
export const environmentOf = ({ endpoint }: Pick<StandInAws, 'endpoint'>): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'AKIATESTTESTTESTTEST',
  AWS_SECRET_ACCESS_KEY: 'neverprintedneverprintedneverprinted',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nowhere/config',
  AWS_SHARED_CREDENTIALS_FILE: '/nowhere/credentials',
});

/** A folder with one lab that does as little as a lab can. */
export function labsWithProbe(remove: (work: () => void) => void): string {
  const parent = join(project.cache, 'aws-probe');
  mkdirSync(parent, { recursive: true });
  const labs = mkdtempSync(join(parent, 'labs-'));
  remove(() => rmSync(labs, { recursive: true, force: true }));
  createLab(labs, 'aws-probe');
  const copy = (name: string, to: string) =>
    cpSync(join(import.meta.dirname, name), join(labs, 'aws-probe', to));
  copy('probe-experiment.ts', 'experiments/first-look.ts');
  copy('probe-on-aws.yaml', 'on-aws.yaml');
  return labs;
}

/** What a step is struck with: refused, cut off, or the process that runs it is ended. */
export type Failure = Exclude<Strike, 'silence' | 'cut'> | 'killed' | 'interrupted';

/** Each call of a name, e.g. `cloudformation DeleteStack`, and how it fails. */
export interface Struck {
  call: string;
  failure: Failure;
}

/** How a run ended. */
interface Probed {
  code: number | null;
  said: string;
  /** Files that are in CDK's home afterwards, where nothing was before. */
  kept: string[];
}

/** Runs the probe against a stand-in. */
export async function runProbe(
  t: TestContext,
  aws: StandInAws,
  labs: string,
  struck?: Struck,
  budget = '1',
): Promise<Probed> {
  const home = mkdtempSync(join(tmpdir(), 'cdk-home-'));
  const shortWaits = pathToFileURL(join(import.meta.dirname, 'short-waits.ts')).href;
  const child = spawn(
    process.execPath,
    ['--import', shortWaits, join(import.meta.dirname, 'one-run.ts'), labs, budget],
    {
      cwd: project.root,
      env: {
        ...withoutAws(process.env),
        ...environmentOf(aws),
        CDK_HOME: home,
        // All of them load much the same.
        NODE_COMPILE_CACHE: join(project.cache, 'compile'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  t.after(() => {
    child.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  aws.strike = ({ name }: Call) => {
    if (!struck || name !== struck.call) return undefined;
    if (struck.failure === 'killed') {
      child.kill('SIGKILL');
      return 'silence';
    }
    if (struck.failure !== 'interrupted') return struck.failure;
    child.kill('SIGINT');
    aws.strike = () => undefined;
    return undefined;
  };
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  aws.strike = () => undefined;
  aws.heal();
  return { code, said, kept: readdirSync(home) };
}

const withoutAws = (environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('AWS_')));
