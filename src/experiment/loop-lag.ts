import type { Clock } from './clock.ts';

/**
 * Watches for how long the event loop was away at most: a timer is set again and again, and comes late when the loop was
 * blocked or the process was not let onto a CPU. Gives milliseconds.
 */
export function watchLoop(clock: Clock, everyMs = 10): { stop(): number } {
  const stopped = new AbortController();
  let due = clock.now();
  let longest = 0;
  const note = () => {
    longest = Math.max(longest, clock.now() - due);
  };
  const watching = (async () => {
    for (;;) {
      due = clock.now() + everyMs;
      await clock.sleepUntil(due, stopped.signal);
      note();
    }
  })();
  // It ends by being stopped.
  watching.catch(() => undefined);
  return {
    stop() {
      // The loop may have been away until now, with the timer still to come.
      note();
      stopped.abort();
      return longest;
    },
  };
}
