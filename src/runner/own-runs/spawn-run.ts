import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { LiveRun } from '#content/own-run.ts';
import { endGroup, inOwnGroup } from '../process-group.ts';
import { project } from '../project.ts';

/** What the process of a run tells us: how far it is, and in the end that its result is kept. */
export type RunMessage = { live: LiveRun } | { kept: true };

/** So long a run may take down what it has deployed before it is killed. */
export const endsWithinMs = 10_000;

/**
 * Runs `lab/experiment` in a process of its own, which keeps its result as `npm run lab` does. The process ends by itself
 * when this one is gone, however that comes.
 */
export function spawnRun(
  experiment: string,
  hear: { live(live: LiveRun): void; log(text: string): void },
): { ended: Promise<{ problem?: string }>; stop(): void } {
  const { FORCE_COLOR: _, ...env } = process.env;
  const child = spawn(process.execPath, [join(import.meta.dirname, 'run-for-page.ts'), experiment], {
    cwd: project.root,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...env, NO_COLOR: '1' },
    ...inOwnGroup,
  });
  let kept = false;
  let lastWords = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      lastWords = (lastWords + text).slice(-2000);
      hear.log(text);
    });
  child.on('message', (message: RunMessage) => {
    if ('live' in message) hear.live(message.live);
    else kept = true;
  });
  const kill = () => endGroup(child, 'SIGKILL');
  process.once('exit', kill);
  let late: NodeJS.Timeout | undefined;
  return {
    ended: endOf(child)
      .then(() => (kept ? {} : { problem: lastLines(lastWords) }))
      .finally(() => {
        clearTimeout(late);
        process.off('exit', kill);
      }),
    stop() {
      endGroup(child, 'SIGINT');
      late = setTimeout(kill, endsWithinMs);
    },
  };
}

/** What a run has started holds its output a moment longer, or, where it hangs, for ever: that holds up no other run. */
const longestCloseMs = 2_000;

function endOf(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
    child.once('exit', () => setTimeout(resolve, longestCloseMs).unref());
  });
}

const lastLines = (text: string): string =>
  text.trim().split('\n').slice(-2).join('\n') || 'It ended without a word.';
