import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { assemble, type Context } from '../assembly.ts';
import { makeReachable } from '../lab/kept/reachable.ts';
import { startLocalTarget } from '../lab/local-target.ts';
import type { Lab } from '../labs.ts';
import { project } from '../project.ts';
import { type GuideStep, guideSteps, showsAsPrinted } from './guide.ts';

/** The steps of a lab's README: those that call the runner, and those that are typed against the running lab. */
export function stepsOf(lab: Lab): { runs: GuideStep[]; typed: GuideStep[] } {
  const readme = join(lab.folder, 'README.md');
  const steps = existsSync(readme) ? guideSteps(readme) : [];
  const { runs = [], typed = [] } = Object.groupBy(steps, ({ commands }) =>
    /^npm run lab (?!-- )/.test(commands) ? 'runs' : 'typed',
  );
  return { runs, typed };
}

/** One time that the guide leaves the lab running: with these settings, and what is typed then. */
interface Stay {
  context: Context;
  typed: GuideStep[];
}

/** The lab as the guide deploys it, and again wherever it says to deploy it with other settings. */
export function staysOf(lab: Lab): Stay[] {
  const { runs, typed } = stepsOf(lab);
  const kept = runs.filter(({ commands }) => commands.includes(' --keep'));
  return kept.map(({ line, commands }, index) => {
    const settings = [...commands.matchAll(/ -c ([^=\s]+)=(\S+)/g)];
    const end = kept[index + 1]?.line ?? Number.POSITIVE_INFINITY;
    return {
      context: Object.fromEntries(settings.map(([, name, value]) => [name, value])),
      typed: typed.filter((step) => step.line > line && step.line < end),
    };
  });
}

/** How long a step may take: the longest of them wait for a message's second attempt. */
const stepTimeoutMs = 180_000;

/**
 * Types every step against the lab as `--keep` leaves it running, and gives what went wrong: commands that failed, and
 * output that is not what the guide shows. Without the AWS CLI on this machine, its calls go through the SDK;
 * `awsStartsAfterSeconds` makes whichever it is slower to start.
 */
export async function followGuide(lab: Lab, awsStartsAfterSeconds = 0): Promise<string[]> {
  const problems: string[] = [];
  for (const stay of staysOf(lab)) problems.push(...(await typeDuring(lab, stay, awsStartsAfterSeconds)));
  return problems;
}

async function typeDuring(
  lab: Lab,
  { context, typed }: Stay,
  awsStartsAfterSeconds: number,
): Promise<string[]> {
  const { folder } = await assemble(lab, context);
  const target = await startLocalTarget(folder, lab);
  const aws = awsOnPath(awsStartsAfterSeconds);
  const reachable = await makeReachable(lab.name, target, join(project.cache, 'guides'));
  try {
    const env = { ...process.env, ...reachable.env, PATH: aws.path };
    const problems: string[] = [];
    for (const { line, commands, prints } of typed) {
      const { code, output } = await typeIn(commands, env);
      if (code !== 0) problems.push(`README.md:${line} ended with ${code}:\n${output}`);
      else if (prints !== undefined && !showsAsPrinted(prints, output))
        problems.push(`README.md:${line} printed:\n${output}`);
    }
    return problems;
  } finally {
    aws.tidy();
    await reachable.close();
    await target.close();
  }
}

function typeIn(commands: string, env: NodeJS.ProcessEnv): Promise<{ code: number | null; output: string }> {
  // A group of its own: what the step started ends with it.
  const shell = spawn('bash', ['-e', '-o', 'pipefail', '-c', commands], {
    env,
    cwd: project.root,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [shell.stdout, shell.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const end = () => shell.pid && process.kill(-shell.pid, 'SIGKILL');
  const timer = setTimeout(() => {
    output += `\nIt was still waiting after ${stepTimeoutMs / 1000} s.`;
    end();
  }, stepTimeoutMs);
  process.once('exit', end);
  return new Promise((resolve) =>
    shell.once('close', (code) => {
      clearTimeout(timer);
      process.off('exit', end);
      resolve({ code, output });
    }),
  );
}

/** A PATH with an `aws` on it: the machine's own, or ours. */
function awsOnPath(startsAfterSeconds: number): { path: string; tidy(): void } {
  const path = process.env.PATH ?? '';
  const found = findOnPath('aws', path);
  if (found && startsAfterSeconds === 0) return { path, tidy: () => undefined };
  mkdirSync(project.cache, { recursive: true });
  const folder = mkdtempSync(join(project.cache, 'aws-'));
  const program = join(folder, 'aws');
  const standIn = join(import.meta.dirname, 'aws-stand-in.ts');
  const started = found ? quoted(found) : `${quoted(process.execPath)} --no-warnings ${quoted(standIn)}`;
  writeFileSync(program, `#!/bin/sh\nsleep ${startsAfterSeconds}\nexec ${started} "$@"\n`);
  chmodSync(program, 0o755);
  return {
    path: `${folder}${delimiter}${path}`,
    tidy: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** The program that this name starts, if it does start. */
function findOnPath(name: string, path: string): string | undefined {
  if (spawnSync(name, ['--version']).status !== 0) return undefined;
  return path
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((each) => existsSync(each));
}
