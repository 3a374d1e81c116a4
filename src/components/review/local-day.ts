/** The reader's own day of a moment, as in `21 November 2026`. */
export function localDay(at: number): string {
  return new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}
