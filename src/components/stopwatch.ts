/** What a stopwatch reads and waits with, so that a test can hand it its own. */
export interface Ticking {
  /** Milliseconds that never go back, whatever is done to the clock of the machine. */
  now(): number;
  every(ms: number, what: () => void): () => void;
  /** Hears when the page goes from sight into the browser's memory, and when it comes back. */
  away(gone: () => void, back: () => void): () => void;
}

const ofPage: Ticking = {
  now: () => performance.now(),
  every(ms, what) {
    const timer = setInterval(what, ms);
    return () => clearInterval(timer);
  },
  away(gone, back) {
    addEventListener('pagehide', gone);
    addEventListener('pageshow', back);
    return () => {
      removeEventListener('pagehide', gone);
      removeEventListener('pageshow', back);
    };
  },
};

/** How often what was spent is handed on, so that a closed tab loses a few seconds at most. */
const keepEvery = 5;

/**
 * Counts whole seconds from `before` on, as long as the page is open: the time in which its reader was on another page,
 * and came back to this one, does not count. `keep` hears of them every few seconds. Answers how to stop it.
 */
export function countSeconds(
  before: number,
  { show, keep }: { show(seconds: number): void; keep(seconds: number): void },
  { now, every, away }: Ticking = ofPage,
): () => void {
  let since = now();
  let goneAt: number | undefined;
  let kept = before;
  const tick = () => {
    const seconds = before + Math.round((now() - since) / 1000);
    show(seconds);
    if (seconds - kept < keepEvery) return;
    kept = seconds;
    keep(seconds);
  };
  const stopTicking = every(1000, tick);
  const stopHearing = away(
    () => {
      goneAt = now();
    },
    () => {
      if (goneAt !== undefined) since += now() - goneAt;
      goneAt = undefined;
    },
  );
  return () => {
    stopTicking();
    stopHearing();
  };
}
