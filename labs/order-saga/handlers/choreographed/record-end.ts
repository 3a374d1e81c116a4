import type { SQSEvent } from 'aws-lambda';
import { endOf } from '../saga/decide.ts';
import { storeEnd } from '../saga/orders-table.ts';

/** Ends the orders of which an event says that they have ended. */
export async function handler({ Records }: SQSEvent): Promise<void> {
  for (const { body } of Records) {
    const { 'detail-type': event, detail } = JSON.parse(body);
    const end = endOf(event, process.env.COMPENSATION === '1');
    if (end) await storeEnd(detail.orderId, end);
  }
}
