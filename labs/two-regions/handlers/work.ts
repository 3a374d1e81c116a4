import { setTimeout as wait } from 'node:timers/promises';
import type { SQSEvent } from 'aws-lambda';
import { readOrder } from './order.ts';
import { store } from './table.ts';

/** Pays at a stand-in for a payment provider, and stores that the order is placed. One message in each batch. */
export async function handler({ Records }: SQSEvent): Promise<void> {
  for (const { body } of Records) {
    const order = readOrder(body);
    await wait(Number(process.env.SERVICE_MS));
    await store(order, 'placed');
  }
}
