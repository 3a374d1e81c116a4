import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { readOrder } from './order.ts';
import { payFor, storeOnce } from './table.ts';

/** Who has waited this many service times for a coffee has gone elsewhere. */
const tooOld = 2.5;
const tooOldMs = tooOld * Number(process.env.SERVICE_MS);

const processor = new BatchProcessor(EventType.SQS);

/** Works on the orders that somebody still waits for; of the others it only stores that they came too late. */
export const handler = (event: SQSEvent, context: Context) =>
  processPartialResponse(event, place, processor, { context, throwOnFullBatchFailure: false });

// #region drop-stale
async function place(message: SQSRecord) {
  const order = readOrder(message);
  const waitedMs = Date.now() - Number(message.attributes.SentTimestamp);
  if (waitedMs > tooOldMs) return storeOnce({ ...order, charges: 0, status: 'too late' });
  await payFor();
  return storeOnce(order);
}
// #endregion drop-stale
