import type { Fact } from '#content/fact.ts';
import { billed, billedKinds, type Usage } from './billed.ts';

/** What a list of prices says: US dollars for one of each, and how many of each are free every month. */
export interface Prices {
  dollars: Required<Usage>;
  free: Usage;
}

/** How many a price is for. */
const priced: Record<string, number> = {
  'per million': 1_000_000,
  'per million minutes': 1_000_000,
  'per 1,000 requests': 1000,
  'per 1,000 transitions': 1000,
  'per GB-second': 1,
  'per hour': 1,
  'per month': 1,
  'per GB': 1,
};

/** Reads the prices from the dated facts. Throws for one that is no price, or whose unit is not known. */
export function pricesOf(factOf: (id: string) => Pick<Fact, 'value' | 'unit'>): Prices {
  const dollars = {} as Required<Usage>;
  const free: Usage = {};
  for (const kind of billedKinds) {
    const of: { price: string; free?: string } = billed[kind];
    dollars[kind] = dollarsForOne(of.price, factOf(of.price));
    if (of.free !== undefined) free[kind] = amountOf(of.free, factOf(of.free));
  }
  return { dollars, free };
}

/** US dollars for one of what a fact is the price of. Throws when it is no price, or its unit is not known. */
export function dollarsForOne(id: string, { value, unit = '' }: Pick<Fact, 'value' | 'unit'>): number {
  const amount = /^\$(\d+(?:\.\d+)?)$/.exec(String(value))?.[1];
  const many = priced[unit];
  if (amount === undefined || many === undefined)
    throw new Error(
      `The fact ${id} is no price: ${value} ${unit}. Write its value as "$0.40" and its unit as one of ${Object.keys(priced).join(', ')}.`,
    );
  return Number(amount) / many;
}

function amountOf(id: string, { value }: Pick<Fact, 'value'>): number {
  if (typeof value !== 'number')
    throw new Error(`The fact ${id} is no amount: ${value}. Write its value as a number.`);
  return value;
}
