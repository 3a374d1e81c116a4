import { useEffect, useRef, useState } from 'react';
import { countSeconds } from '../stopwatch.ts';

/** Counts seconds from `before` on while the page is open and the clock runs; `keep` hears of them every few seconds. */
export function useSeconds(before: number, runs: boolean, keep: (seconds: number) => void): number {
  // What is kept comes back as a newer `before`; only the first one counts.
  const [seconds, setSeconds] = useState(before);
  const spent = useRef(before);
  const handOn = useRef(keep);
  useEffect(() => {
    handOn.current = keep;
  });
  useEffect(() => {
    if (!runs) return;
    const show = (now: number) => {
      spent.current = now;
      setSeconds(now);
    };
    return countSeconds(spent.current, { show, keep: (now) => handOn.current(now) });
  }, [runs]);
  return seconds;
}
