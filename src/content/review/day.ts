/** The local day that holds a moment: its first millisecond, and the first one of the day after. */
export function dayOf(now: number): { start: number; end: number } {
  const date = new Date(now);
  const at = (day: number) => new Date(date.getFullYear(), date.getMonth(), day).getTime();
  return { start: at(date.getDate()), end: at(date.getDate() + 1) };
}
