const thin = '\u202f';

/** A measured number for a reader: three digits are enough, counts stay whole, and what is small does not become nothing. */
export function formatNumber(value: number): string {
  if (value !== 0 && Math.abs(value) < 0.1) return String(Number(value.toPrecision(2)));
  const digits = Number.isInteger(value) || Math.abs(value) >= 10 ? 0 : 1;
  return value.toFixed(digits).replace(/\B(?=(\d{3})+$)/g, thin);
}

/** A number with its unit, kept on one line; what is a count of nothing special (`1`) has no unit. */
export function formatQuantity(value: number | string | boolean, unit?: string): string {
  const number = typeof value === 'number' ? formatNumber(value) : String(value);
  return unit ? `${number}\u00a0${unit === '1/s' ? 'per second' : unit}` : number;
}
