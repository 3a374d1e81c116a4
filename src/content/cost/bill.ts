import { type Billed, billedKinds, type Usage } from './billed.ts';
import type { Prices } from './prices.ts';

/** One line of a bill. */
export interface BillLine {
  kind: Billed;
  used: number;
  /** What is left of it when the free part is taken off. */
  paid: number;
  dollars: number;
}

/** What a usage costs. */
export interface Bill {
  lines: BillLine[];
  dollars: number;
}

/**
 * What a usage costs, at the first tier of each price; `free` takes off what is free in a month, for the only user of an
 * account. There is a line for each kind that is used.
 */
export function billOf(usage: Usage, prices: Prices, free: 'list price' | 'free tier' = 'list price'): Bill {
  const lines = billedKinds.flatMap((kind): BillLine[] => {
    const used = usage[kind] ?? 0;
    if (used === 0) return [];
    const paid = Math.max(0, used - (free === 'free tier' ? (prices.free[kind] ?? 0) : 0));
    return [{ kind, used, paid, dollars: paid * prices.dollars[kind] }];
  });
  return { lines, dollars: lines.reduce((sum, each) => sum + each.dollars, 0) };
}

/** A usage so many times. */
export const times = (usage: Usage, factor: number): Usage =>
  Object.fromEntries(billedKinds.flatMap((kind) => (usage[kind] ? [[kind, usage[kind] * factor]] : [])));

/** Usages together. */
export const together = (...usages: Usage[]): Usage =>
  Object.fromEntries(
    billedKinds.flatMap((kind) => {
      const sum = usages.reduce((total, each) => total + (each[kind] ?? 0), 0);
      return sum > 0 ? [[kind, sum]] : [];
    }),
  );

/**
 * Where two costs that grow evenly with `x` are the same, above zero: below it one is cheaper, above it the other.
 * Undefined when one is cheaper whatever x is.
 */
export function turnsOverAt(one: (x: number) => number, other: (x: number) => number): number | undefined {
  const apart = (x: number) => one(x) - other(x);
  const slope = apart(0) - apart(1);
  // What is left of two equal slopes by rounding is none.
  if (Math.abs(slope) < 1e-9 * (Math.abs(one(1)) + Math.abs(other(1)))) return undefined;
  const x = apart(0) / slope;
  return x > 0 ? x : undefined;
}
