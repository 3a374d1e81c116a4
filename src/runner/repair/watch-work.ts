import { existsSync, type FSWatcher, watch } from 'node:fs';
import { TwoPartError } from '../call-error.ts';
import type { RepairFile } from './find-repairs.ts';
import type { Judgement } from './judge-repair.ts';
import { workHash } from './workspace.ts';

/** Editors write a file in several steps. */
const settleMs = 150;

/**
 * Judges a folder now and after each change of a file that counts; a run that a change overtakes is stopped. Ends with the
 * judgement that says it is mended. Rejects with the signal's reason, with nothing left running.
 */
export async function watchWork(
  file: RepairFile,
  folder: string,
  signal: AbortSignal,
  {
    check,
    onJudged,
    onFailed,
  }: {
    check(signal: AbortSignal): Promise<Judgement>;
    onJudged(judgement: Judgement): void;
    onFailed(error: TwoPartError): void;
  },
): Promise<Judgement> {
  const saves = changesOf(folder, signal);
  let judged: string | undefined;
  try {
    for (;;) {
      signal.throwIfAborted();
      saves.throwIfBroken();
      const hash = hashNow(file, folder);
      if (hash !== undefined && hash !== judged) {
        judged = hash;
        const run = new AbortController();
        const overtaken = saves.next(() => {
          if (hashNow(file, folder) !== hash) run.abort();
        });
        const stopped = AbortSignal.any([signal, run.signal]);
        try {
          const judgement = await check(stopped);
          onJudged(judgement);
          if (judgement.status === 'mended') return judgement;
        } catch (error) {
          signal.throwIfAborted();
          if (!run.signal.aborted) {
            if (!(error instanceof TwoPartError)) throw error;
            onFailed(error);
          }
        } finally {
          overtaken();
        }
      } else await saves.one();
    }
  } finally {
    saves.close();
  }
}

/** Undefined while a file is missing, as in the middle of a save. */
function hashNow({ lab }: RepairFile, folder: string): string | undefined {
  try {
    return workHash(lab, folder);
  } catch {
    return undefined;
  }
}

/** Tells of changes below a folder, a moment after the last of several. */
function changesOf(folder: string, signal: AbortSignal) {
  const listeners = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    for (const each of [...listeners]) each();
  };
  let broken: Error | undefined;
  const watcher = watched(folder, () => {
    clearTimeout(timer);
    timer = setTimeout(tell, settleMs);
  });
  // As where too many folders are watched.
  watcher.on('error', (error) => {
    broken = notWatched(folder, error);
    tell();
  });
  signal.addEventListener('abort', tell);
  return {
    throwIfBroken() {
      if (broken) throw broken;
      // Nothing tells of a folder that is not there any more.
      if (!existsSync(folder)) throw notWatched(folder, new Error('it is not there'));
    },
    /** Calls `listener` with each change until what it gives is called. */
    next(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Resolves with the next change, or when the signal aborts. */
    one: () =>
      new Promise<void>((resolve) => {
        const once = () => {
          listeners.delete(once);
          resolve();
        };
        listeners.add(once);
        if (signal.aborted) once();
      }),
    close() {
      clearTimeout(timer);
      watcher.close();
      signal.removeEventListener('abort', tell);
    },
  };
}

function watched(folder: string, onChange: () => void): FSWatcher {
  try {
    return watch(folder, { recursive: true }, onChange);
  } catch (error) {
    throw notWatched(folder, error as Error);
  }
}

/** Linux watches so many folders for each user, and no more. */
const notWatched = (folder: string, { message }: Error): TwoPartError =>
  new TwoPartError(
    `${folder} cannot be watched: ${message}.`,
    'Judge once with --check in the place of --watch; an editor or another program may watch too many folders.',
  );
