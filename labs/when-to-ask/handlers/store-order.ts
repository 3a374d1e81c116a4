import { setTimeout as wait } from 'node:timers/promises';
import type { SQSEvent } from 'aws-lambda';
import { storeStatus } from './orders-table.ts';

/** Pays for each order, at a stand-in for a payment provider, and stores it as placed. */
export async function handler({ Records }: SQSEvent): Promise<void> {
  for (const { body } of Records) {
    await wait(Number(process.env.SERVICE_MS));
    await storeStatus({ ...JSON.parse(body), status: 'placed', placedAt: Date.now() });
  }
}
