import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Evidence } from '#content/evidence.ts';
import type { ExperimentFile } from '../labs.ts';
import { endGroup, inOwnGroup } from '../process-group.ts';
import { project } from '../project.ts';

/** A run in a process of its own: what it said on its screen, and its evidence, or why there is none. */
export interface ApartRun {
  screen: string;
  evidence?: Evidence;
  error?: Error;
}

/**
 * Runs an experiment in a process of its own, so that others can run beside it. On an abort it gets SIGINT, as from
 * Ctrl-C, and takes down what it has deployed; rejects with the signal's reason when it has ended.
 */
export async function runApart(
  { lab, name }: ExperimentFile,
  { seed, repetitions, colour }: { seed: number; repetitions: number; colour: boolean },
  signal: AbortSignal,
): Promise<ApartRun> {
  signal.throwIfAborted();
  const main = join(project.root, 'src', 'runner', 'main.ts');
  const settings = ['--seed', String(seed), '--repetitions', String(repetitions)];
  const args = [main, 'lab', `${lab.name}/${name}`, '--yes', '--json', ...settings];
  const child = spawn(process.execPath, args, {
    cwd: project.root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...(colour && { FORCE_COLOR: '1' }) },
    ...inOwnGroup,
  });
  const said = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text;
    });
  const stop = () => endGroup(child, 'SIGINT');
  const kill = () => endGroup(child, 'SIGKILL');
  signal.addEventListener('abort', stop, { once: true });
  process.once('exit', kill);
  try {
    await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  } finally {
    signal.removeEventListener('abort', stop);
    process.off('exit', kill);
  }
  signal.throwIfAborted();
  const evidence = documentIn(said.stdout);
  if (evidence) return { screen: said.stderr, evidence };
  const error = new Error(said.stderr.trim().split('\n').slice(-2).join(' ') || 'It ended without a word.');
  return { screen: said.stderr, error };
}

/** Whoever is ended in the middle of its document has written none. */
function documentIn(text: string): Evidence | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
