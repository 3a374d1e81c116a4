const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

/**
 * A day as in `21 November 2026`, from an ISO date or time. By hand: a browser's first use of Intl takes it longer than
 * rendering a lesson's text.
 */
export function formatDay(iso: string): string {
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number) as [number, number, number];
  return `${day} ${months[month - 1]} ${year}`;
}
