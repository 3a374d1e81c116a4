/** A day of the reader's own calendar, as in `2026-12-24`. */
export type Day = string;

/** The reader's own day of a moment. */
export function dayAt(now: number): Day {
  const date = new Date(now);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The day so many days later. Counted on the calendar: a day may have 23 or 25 hours. */
export function addDays(day: Day, days: number): Day {
  return new Date(utcOf(day, days)).toISOString().slice(0, 10);
}

/** Days from one to the other; negative when the other is over. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((utcOf(to) - utcOf(from)) / 86_400_000);
}

/** By its numbers, which every browser reads alike: `2026-02-31` is the third of March. */
function utcOf(day: Day, later = 0): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return Date.UTC(year, month - 1, date + later);
}
