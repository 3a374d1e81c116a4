import type { Run } from '#content/replay/moment.ts';

/** Places that fail at a time, and how. What lasts no time is shown for a short while. */
export function brokenAt({ broken, endMs }: Run, atMs: number): Map<number, string> {
  const shown = endMs / 40;
  return new Map(
    broken
      .filter(({ fromMs, toMs }) => fromMs <= atMs && atMs <= Math.max(toMs, fromMs + shown))
      .map(({ place, how }) => [place, how]),
  );
}
