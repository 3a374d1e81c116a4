import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { readOrder } from './order.ts';
import { payFor, storeOnce } from './table.ts';

const processor = new BatchProcessor(EventType.SQS);

/** Stores the orders of a batch side by side; only those that failed come back. */
export const handler = (event: SQSEvent, context: Context) =>
  processPartialResponse(event, place, processor, { context, throwOnFullBatchFailure: false });

async function place(message: SQSRecord) {
  const order = readOrder(message);
  await payFor();
  await storeOnce(order);
}
