import { useEffect, useState } from 'react';
import { type Day, dayAt } from '#content/plan/days.ts';
import { dayOf } from '#content/review/day.ts';

/** The reader's own day. A page that is open when another one begins, or is shown again then, is drawn anew. */
export function useToday(): Day {
  const [today, setToday] = useState(() => dayAt(Date.now()));
  // biome-ignore lint/correctness/useExhaustiveDependencies: each day waits for the next one
  useEffect(() => {
    const look = () => setToday(dayAt(Date.now()));
    look();
    const now = Date.now();
    const timer = setTimeout(look, dayOf(now).end - now + 1_000);
    // A machine that slept has no timers meanwhile.
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [today]);
  return today;
}
