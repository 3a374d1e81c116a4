import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { type Order, readOrder } from './order.ts';
import { addCharge, payFor, TableName } from './table.ts';

const processor = new BatchProcessor(EventType.SQS);

// #region idempotency
/** Powertools keeps a record per order id beside the orders: in progress, then completed with the result. */
const config = new IdempotencyConfig({ eventKeyJmesPath: 'orderId' });
const placeOnce = makeIdempotent(
  async (order: Order) => {
    await payFor();
    await addCharge(order);
    return { orderId: order.orderId };
  },
  {
    persistenceStore: new DynamoDBPersistenceLayer({ tableName: TableName ?? '', keyAttr: 'orderId' }),
    config,
  },
);
// #endregion idempotency

/** Charges for the messages of a batch whose order no record says is charged already. */
export const handler = (event: SQSEvent, context: Context) => {
  // It has to know when this invocation ends: a record in progress counts until then.
  config.registerLambdaContext(context);
  return processPartialResponse(event, place, processor, { context, throwOnFullBatchFailure: false });
};

const place = (message: SQSRecord) => placeOnce(readOrder(message));
