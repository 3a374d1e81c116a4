/**
 * Watches how far the wall clock strayed from the clock that never goes back, in milliseconds: somebody set it, or the
 * machine slept. Handlers read the one and experiments the other, so the times of a run do not fit together then.
 */
export function watchWallClock(clocks: { now(): number; wallNow(): number }): { stop(): number } {
  const ahead = () => clocks.wallNow() - clocks.now();
  const before = ahead();
  return { stop: () => Math.abs(ahead() - before) };
}
