/** Round steps from 0 that reach `most`, at most five of them. */
export function ticksTo(most: number): { end: number; ticks: number[] } {
  if (!(most > 0)) return { end: 1, ticks: [0, 1] };
  const rough = most / 4;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((each) => each * unit >= rough) ?? 10) * unit;
  const count = Math.ceil(most / step - 1e-9);
  return { end: count * step, ticks: Array.from({ length: count + 1 }, (_, place) => place * step) };
}

/** The unit in which times up to so many ms are read, and how many ms it has. */
export function timeUnit(mostMs: number): { unit: string; ms: number } {
  if (mostMs < 2000) return { unit: 'ms', ms: 1 };
  if (mostMs < 180_000) return { unit: 's', ms: 1000 };
  return mostMs < 3 * 3_600_000 ? { unit: 'min', ms: 60_000 } : { unit: 'h', ms: 3_600_000 };
}

/** Where a value stands on a slider, from 0 to 1; small values have more room than large ones. */
export const placeOf = (value: number, { least, most }: Ends): number =>
  ((value - least) / (most - least)) ** (1 / bend({ least, most }));

/** The value at a place of a slider: two digits are enough there. */
export function valueAt(place: number, ends: Ends): number {
  if (place >= 1) return ends.most;
  const value = ends.least + (ends.most - ends.least) * place ** bend(ends);
  if (value < 0.001) return ends.least < 0 ? Math.round(value) + 0 : 0;
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  const rounded = Number((Math.round(value / unit) * unit).toPrecision(2));
  const whole = ends.whole ? Math.round(rounded) : rounded;
  return Math.min(ends.most, Math.max(ends.least, whole));
}

interface Ends {
  least: number;
  most: number;
  whole?: boolean;
}

const bend = ({ least, most }: Ends) => (most - least <= 20 ? 1 : most - least <= 2000 ? 2.5 : 5);
