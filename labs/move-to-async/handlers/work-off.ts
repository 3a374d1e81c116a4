import type { SQSEvent } from 'aws-lambda';
import type { OrderRequest } from './order.ts';
import { placeOrder } from './place-order.ts';

/** Works on queued requests, the same work as on the old path. An error brings the batch back. */
export async function handler({ Records }: SQSEvent): Promise<void> {
  // Parsed when it was sent: what is not an order never gets here.
  for (const { body } of Records) await placeOrder(JSON.parse(body) as OrderRequest);
}
