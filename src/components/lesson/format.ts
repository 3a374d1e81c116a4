export { formatNumber, formatQuantity } from '#content/quantity.ts';

/** A day as in `21 November 2026`, from an ISO date or time. */
export function formatDay(iso: string): string {
  return new Date(iso).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
