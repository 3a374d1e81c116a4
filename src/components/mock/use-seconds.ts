import { useEffect, useRef, useState } from 'react';

/** How often what was spent is handed on, so that a closed tab loses a few seconds at most. */
const keepEvery = 5;

/** Counts seconds from `before` on while the page is open; `keep` hears of them every few seconds. */
export function useSeconds(before: number, keep: (seconds: number) => void): number {
  // What is kept comes back as a newer `before`; only the first one counts.
  const [start] = useState(before);
  const [seconds, setSeconds] = useState(start);
  const handOn = useRef(keep);
  useEffect(() => {
    handOn.current = keep;
  });
  useEffect(() => {
    const begin = Date.now();
    const timer = setInterval(() => {
      const spent = start + Math.floor((Date.now() - begin) / 1000);
      setSeconds(spent);
      if (spent > start && spent % keepEvery === 0) handOn.current(spent);
    }, 1000);
    return () => clearInterval(timer);
  }, [start]);
  return seconds;
}
