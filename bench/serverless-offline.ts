import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCloud } from '#local-cloud/index.ts';
import { project } from '#runner/project.ts';
import { load, type Sample } from './load-from-outside.ts';
import { type Ratio, ratioOf } from './ratio.ts';
import { assemblyWithoutServiceTime } from './two-paths-assembly.ts';

const port = 24_020;

/**
 * The synchronous path beside serverless-offline, which runs the same handler against the same table. `peers` is a
 * folder outside this project in which `npm install osls serverless-offline` was run: neither is a dependency of ours.
 */
export async function benchServerlessOffline(options: {
  peers: string;
  rounds: number;
  seconds: number;
}): Promise<{ samples: Record<string, Sample[]>; ratios: Ratio[] }> {
  const assembly = await assemblyWithoutServiceTime();
  const cloud = await startCloud({ assembly });
  const service = mkdtempSync(join(options.peers, 'service-'));
  cpSync(syncHandlerOf(assembly), service, { recursive: true });
  writeFileSync(join(service, 'package.json'), '{}');
  // As in Lambda, the handler does not bring the SDK.
  symlinkSync(join(project.root, 'node_modules'), join(service, 'node_modules'));
  writeFileSync(join(service, 'serverless.yml'), configuration(cloud.outputs.TableName as string));
  const peer = spawn(
    join(options.peers, 'node_modules/.bin/osls'),
    ['offline', '--httpPort', String(port), '--noPrependStageInUrl'],
    {
      cwd: service,
      stdio: 'ignore',
      detached: true,
      env: {
        ...process.env,
        SLS_TELEMETRY_DISABLED: '1',
        AWS_ACCESS_KEY_ID: 'bench',
        AWS_SECRET_ACCESS_KEY: 'bench',
        AWS_ENDPOINT_URL_DYNAMODB: cloud.endpoints.dynamodb,
      },
    },
  );
  const url = `http://127.0.0.1:${port}/sync/orders`;
  const ours: Sample[] = [];
  const theirs: Sample[] = [];
  try {
    await answers(url);
    for (let round = -1; round < options.rounds; round += 1) {
      const a = await load(`${cloud.outputs.ApiUrl}/sync/orders`, 5, options.seconds, `ours-${round}`);
      const b = await load(url, 5, options.seconds, `theirs-${round}`);
      if (round < 0) continue;
      ours.push(a);
      theirs.push(b);
    }
  } finally {
    if (peer.pid !== undefined) process.kill(-peer.pid, 'SIGKILL');
    await cloud.close();
    rmSync(service, { recursive: true });
    rmSync(assembly, { recursive: true });
  }
  const rates = (samples: Sample[]) => samples.map(({ perSecond }) => perSecond);
  return {
    samples: { 'synchronous path, concurrency 5': ours, 'serverless-offline, concurrency 5': theirs },
    ratios: [
      ratioOf('requests/s, synchronous path ÷ serverless-offline, concurrency 5', rates(ours), rates(theirs)),
    ],
  };
}

function syncHandlerOf(assembly: string): string {
  const template = JSON.parse(readFileSync(join(assembly, 'TwoPaths.template.json'), 'utf8'));
  const [, fn] = Object.entries<{ Type: string; Properties: { Code: { S3Key: string } } }>(
    template.Resources,
  ).find(([id, { Type }]) => Type === 'AWS::Lambda::Function' && id.startsWith('Sync')) as [
    string,
    { Properties: { Code: { S3Key: string } } },
  ];
  return join(assembly, `asset.${fn.Properties.Code.S3Key.replace(/\.zip$/, '')}`);
}

const configuration = (table: string) => `
service: bench
provider: { name: aws, runtime: nodejs22.x, environment: { TABLE_NAME: ${table}, SERVICE_MS: '0' } }
plugins: [serverless-offline]
functions:
  sync: { handler: index.handler, events: [{ httpApi: 'POST /sync/orders' }] }
`;

async function answers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 3_000; attempt += 1) {
    const body = JSON.stringify({ orderId: `hello-${attempt}`, customer: 'bench', item: 'espresso' });
    const answer = await fetch(url, { method: 'POST', body }).catch(() => undefined);
    if (answer?.status === 201) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`serverless-offline does not answer at ${url}.`);
}
