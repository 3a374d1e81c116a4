import { useEffect, useState } from 'react';

const key = '200-or-202:evening';

/** A clock that can be paused, and that goes on where it was when the reader comes back in the same tab. */
export interface EveningClock {
  seconds: number;
  running: boolean;
  start(): void;
  stop(): void;
  /** Sets it to so many seconds, standing or running. */
  set(seconds: number, running: boolean): void;
}

interface Kept {
  /** Counted before it was started the last time. */
  before: number;
  /** When that was, in milliseconds since 1970; absent while it is paused. */
  since?: number;
}

/** The reader leaves the page for every step of the evening: the clock is kept with the tab. */
export function useClock(): EveningClock {
  const [kept, setKept] = useState<Kept>({ before: 0 });
  const [now, setNow] = useState(0);
  useEffect(() => {
    setKept(read());
    setNow(Date.now());
  }, []);
  useEffect(() => {
    if (kept.since === undefined) return;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [kept.since]);
  const seconds = kept.before + Math.max(0, kept.since === undefined ? 0 : (now - kept.since) / 1_000);
  const change = (next: Kept) => {
    setNow(Date.now());
    setKept(next);
    try {
      sessionStorage.setItem(key, JSON.stringify(next));
    } catch {
      // Refused: the clock lasts as long as the page.
    }
  };
  return {
    seconds: Math.floor(seconds),
    running: kept.since !== undefined,
    start: () => change({ before: seconds, since: Date.now() }),
    stop: () => change({ before: seconds }),
    set: (to, runs) => change(runs ? { before: to, since: Date.now() } : { before: to }),
  };
}

function read(): Kept {
  try {
    return { before: 0, ...JSON.parse(sessionStorage.getItem(key) ?? '{}') };
  } catch {
    return { before: 0 };
  }
}
