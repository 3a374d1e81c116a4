import { setTimeout as wait } from 'node:timers/promises';
import { lastPartOf } from '../routes.ts';
import type { Ask, Module } from '../shop.ts';

const isOptional = process.env.RECOMMENDATIONS === 'optional';
/** How long a page waits for what it can do without. */
const deadlineMs = 400;

// #region page
/** `GET /pages/{customer}`: a product, and what else the customer may like. */
export const page: Module = async ({ path }, ask) => {
  const recommended = recommendedTo(lastPartOf(path), ask);
  const [product, items] = await Promise.all([
    get(ask, '/products/espresso'),
    isOptional ? orNothing(recommended) : recommended,
  ]).catch(() => []);
  if (!product) return { status: 502, body: { message: 'A part of the page did not come.' } };
  return { status: 200, body: { product, items } };
};

const recommendedTo = async (customer: string, ask: Ask) =>
  ((await get(ask, `/recommendations/${customer}`)) as { items: string[] }).items;

/** The fallback: no recommendations, when none come in time. */
const orNothing = (items: Promise<string[]>) => Promise.race([items, wait(deadlineMs, [])]).catch(() => []);
// #endregion page

async function get(ask: Ask, path: string): Promise<object> {
  const { status, body } = await ask(path);
  if (status !== 200) throw new Error(`${path} answered ${status}.`);
  return body;
}
