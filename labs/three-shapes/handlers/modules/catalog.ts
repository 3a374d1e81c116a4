import { lastPartOf } from '../routes.ts';
import type { Module } from '../shop.ts';

const prices: Record<string, number> = { espresso: 3, lungo: 4, latte: 5 };

/** `GET /products/{item}`: what it is called and what it costs. */
export const catalog: Module = async ({ path }) => {
  const item = lastPartOf(path);
  const price = prices[item];
  if (price === undefined) return { status: 404, body: { message: `There is no ${item}.` } };
  return { status: 200, body: { item, price } };
};
