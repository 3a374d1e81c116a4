import { setTimeout as wait } from 'node:timers/promises';
import { type Game, show } from './game.ts';
import type { Signal } from './incident.ts';
import { parseLine } from './parse.ts';

/** A signal that could be seen: from when on, in ms since the first order could come, and the line that told it. */
export interface SeenSignal {
  signal: Signal;
  at: number;
  line: string;
}

/** Looks again and again at what a player could look at, until it is stopped or has seen all signals. */
export interface SignalWatch {
  /** What was seen so far. */
  seen: readonly SeenSignal[];
  /** Resolves when nothing is asked any more. */
  stop(): Promise<void>;
}

/**
 * Watches when each signal shows for the first time, every so many ms: it is told afterwards, and changes nothing.
 * Resolves after the first look, so that what is seen before a fault is known to be no news.
 */
export async function watchSignals(
  game: Game,
  signals: readonly Signal[],
  everyMs: number,
): Promise<SignalWatch> {
  const seen: SeenSignal[] = [];
  const open = new Set(signals);
  const look = async () => {
    for (const signal of open) {
      const at = game.world.now();
      // What cannot be had at this moment shows nothing.
      const line = await lineThatShows(game, signal).catch(() => undefined);
      if (line === undefined) continue;
      open.delete(signal);
      seen.push({ signal, at, line });
    }
  };
  const stopped = new AbortController();
  const { signal: end } = stopped;
  const watch = async () => {
    while (open.size > 0 && !end.aborted) {
      await wait(everyMs, undefined, { signal: end }).catch(() => undefined);
      if (!end.aborted) await look();
    }
  };
  await look();
  const watching = watch();
  return {
    seen,
    async stop() {
      stopped.abort();
      await watching;
    },
  };
}

/** The line with which its pattern begins to fit what the command shows now; undefined when it does not fit. */
async function lineThatShows(game: Game, { command, pattern }: Signal): Promise<string | undefined> {
  const typed = parseLine(command);
  if (!typed) return undefined;
  const shown = (await show(game, typed)).map((line) => `${line}\n`).join('');
  const found = pattern.exec(shown);
  if (!found) return undefined;
  const begin = shown.lastIndexOf('\n', found.index) + 1;
  return shown.slice(begin, shown.indexOf('\n', found.index)).trim();
}
