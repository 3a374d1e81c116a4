/** A stretch of time; `to` does not belong to it. */
export interface Span {
  from: number;
  to: number;
}

/** How many of the spans overlap at the moment at which most do. */
export function mostAtOnce(spans: readonly Span[]): number {
  const steps = spans
    .flatMap(({ from, to }) => [
      { at: from, by: 1 },
      { at: to, by: -1 },
    ])
    // At the same moment one ends before the next begins.
    .sort((a, b) => a.at - b.at || a.by - b.by);
  let now = 0;
  let most = 0;
  for (const { by } of steps) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}
