import type { Demand, Outcome } from './challenge.ts';

/* Demands that several contracts make. */

const share = (part: number, of: number) => (of === 0 ? 0 : (100 * part) / of);

const stored = ({ totals }: Outcome) => totals.orders.stored;
const sent = ({ totals }: Outcome) => totals.counts.sent;

/** The 99th percentile of the time until an order is stored, in ms. */
export const p99 = (most: number, broke: Demand['broke']): Demand => ({
  label: 'Time until stored, 99th percentile',
  unit: 'ms',
  of: ({ totals }) => totals.p99,
  most,
  broke,
});

/** The month's bill, in dollars. */
export const bill = (most: number, broke: Demand['broke']): Demand => ({
  label: 'The month’s bill',
  unit: '$',
  of: ({ dollars }) => dollars,
  most,
  broke,
});

/** Share of all orders that are stored in the end. */
export const placed = (least: number, broke: Demand['broke']): Demand => ({
  label: 'Orders stored',
  unit: '%',
  of: (outcome) => share(stored(outcome), sent(outcome)),
  least,
  broke,
});

/** Writes that the table refuses. */
export const noThrottles = (broke: Demand['broke']): Demand => ({
  label: 'Writes that the table refuses',
  of: ({ totals }) => totals.counts.tableThrottles,
  most: 0,
  broke,
});

/** Orders that were written more than once. */
export const noDuplicates = (broke: Demand['broke']): Demand => ({
  label: 'Orders written again',
  of: ({ totals }) => totals.counts.duplicates,
  most: 0,
  broke,
});

/** The greatest age of an order that is not settled, in s. */
export const oldest = (most: number, broke: Demand['broke']): Demand => ({
  label: 'Age of the oldest order, at any time',
  unit: 's',
  of: ({ course }) => Math.max(...course.map(({ oldestMs }) => oldestMs)) / 1000,
  most,
  broke,
});

/** Orders in work at the same time. */
export const atOnce = (most: number, broke: Demand['broke']): Demand => ({
  label: 'Orders in work at the same time',
  of: ({ course }) => Math.max(...course.map(({ inFlight }) => inFlight)),
  most,
  broke,
});
