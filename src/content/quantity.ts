const thousands = ',';

/** A measured number for a reader: three digits are enough, counts stay whole, and what is below one keeps two. */
export function formatNumber(value: number): string {
  if (value !== 0 && Math.abs(value) < 0.995) return String(Number(value.toPrecision(2)));
  const digits = Number.isInteger(value) || Math.abs(value) >= 10 ? 0 : 1;
  return value.toFixed(digits).replace(/\B(?=(\d{3})+$)/g, thousands);
}

/** A number with its unit, kept on one line; what is a count of nothing special (`1`) has no unit. */
export function formatQuantity(value: number | string | boolean, unit?: string): string {
  const number = typeof value === 'number' ? formatNumber(value) : String(value);
  if (!unit) return number;
  return `${number}\u00a0${number === '1' ? singularOf(unit) : nameOf(unit)}`;
}

const nameOf = (unit: string): string => (unit === '1/s' ? 'per second' : unit);

/** What one of a unit is called: `order` of `orders`. Symbols (`ms`), rates and words that stay as they are do. */
function singularOf(unit: string): string {
  if (!/^[a-z ]{2,}[a-rt-z]s$/.test(unit) || unit === 'status' || unit.includes(' and ')) return nameOf(unit);
  return unit.endsWith('ies') ? `${unit.slice(0, -3)}y` : unit.replace(/(?<=ss|sh|ch|x)es$|s$/, '');
}
