import { setTimeout as wait } from 'node:timers/promises';
import { lastPartOf } from '../routes.ts';
import type { Module } from '../shop.ts';

/** What looking something up takes, made up. */
const lookUpMs = 40;

/** `GET /recommendations/{customer}`: what the customer may like. */
export const recommendations: Module = async ({ path }) => {
  const customer = lastPartOf(path);
  defects[customer]?.();
  await wait(lookUpMs);
  return { status: 200, body: { customer, items: ['lungo', 'latte'] } };
};

// #region defects
const kept: number[][] = [];

/** The module has three defects. Each shows with the data of one customer, as a provider's test cards do. */
const defects: Record<string, () => void> = {
  /** An error that nobody catches ends the process. */
  crash: () =>
    setImmediate(() => {
      throw new Error('Recommendations are broken.');
    }),
  /** Memory is kept for each request and never given back: some 40 MB. */
  leak: () => kept.push(new Array(5_000_000).fill(0.5)),
  /** The thread that all requests of the process share is never free again. */
  loop() {
    for (;;);
  },
};
// #endregion defects
