import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { parseOrder } from './order.ts';
import { placeOrder } from './place-order.ts';

const processor = new BatchProcessor(EventType.SQS);

/** Stores the orders of a batch side by side; only those that failed come back. */
export const handler = (event: SQSEvent, context: Context) =>
  processPartialResponse(event, place, processor, { context, throwOnFullBatchFailure: false });

async function place({ body, messageId }: SQSRecord) {
  const order = parseOrder(body);
  // Nobody is left to hear a 400: what can never succeed ends in the dead-letter queue.
  if (!order) throw new Error(`Message ${messageId} is not an order.`);
  return placeOrder(order);
}
