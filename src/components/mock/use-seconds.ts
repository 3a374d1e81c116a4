import { useEffect, useRef, useState } from 'react';

/** How often what was spent is handed on, so that a closed tab loses a few seconds at most. */
const keepEvery = 5;

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
    const [begin, start] = [Date.now(), spent.current];
    const timer = setInterval(() => {
      spent.current = start + Math.floor((Date.now() - begin) / 1000);
      setSeconds(spent.current);
      if (spent.current > start && spent.current % keepEvery === 0) handOn.current(spent.current);
    }, 1000);
    return () => clearInterval(timer);
  }, [runs]);
  return seconds;
}
