import { watch } from 'node:fs';
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
  const watcher = watch(folder, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(tell, settleMs);
  });
  signal.addEventListener('abort', tell);
  return {
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
