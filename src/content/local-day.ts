import { formatDay } from './format-day.ts';
import { dayAt } from './plan/days.ts';

/** The reader's own day of a moment (milliseconds since 1970), as in `21 November 2026`: an ISO time has the day of Greenwich. */
export function localDay(at: number): string {
  return formatDay(dayAt(at));
}
