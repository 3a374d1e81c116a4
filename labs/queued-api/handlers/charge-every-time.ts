import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { readOrder } from './order.ts';
import { addCharge, payFor } from './table.ts';

const processor = new BatchProcessor(EventType.SQS);

/** Charges for every message that comes, also for one that came before. */
export const handler = (event: SQSEvent, context: Context) =>
  processPartialResponse(event, place, processor, { context, throwOnFullBatchFailure: false });

async function place(message: SQSRecord) {
  const order = readOrder(message);
  await payFor();
  await addCharge(order);
}
