import type { SQSEvent } from 'aws-lambda';
import { advance } from './advance.ts';
import { findOrder } from './orders-table.ts';
import { storeAndTell } from './store-and-tell.ts';

/** Does what was left to do when the customer was answered. Told again, it finds the order further on. */
export async function handler({ Records }: SQSEvent): Promise<void> {
  for (const { body } of Records) {
    const { detail } = JSON.parse(body);
    const order = (await findOrder(detail.orderId)) ?? detail;
    if (order.status === 'received' || order.status === 'paid') {
      await storeAndTell(await advance(order, 'accepted'));
    }
  }
}
