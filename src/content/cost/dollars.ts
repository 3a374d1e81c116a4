/** An amount as on a price list: cents, and what is less than ten of them with two digits that count. */
export function formatDollars(dollars: number): string {
  if (dollars !== 0 && Math.abs(dollars) < 0.1) return `$${Number(dollars.toPrecision(2))}`;
  const cents = dollars.toFixed(Math.abs(dollars) >= 1000 ? 0 : 2);
  return `$${cents.replace(/\B(?<!\.\d*)(?=(\d{3})+(?!\d))/g, ',')}`;
}
