import type { SQSEvent } from 'aws-lambda';
import { parsePurchase } from './purchase.ts';
import { sell } from './sell.ts';

/** Sells what waits in the queue. What is no purchase is said in the log and dropped: trying again would not help it. */
export async function handler({ Records }: SQSEvent): Promise<void> {
  for (const { messageId, body } of Records) {
    const purchase = parsePurchase(body);
    if (purchase) await sell(purchase);
    else console.warn(`Message ${messageId} is no purchase.`);
  }
}
