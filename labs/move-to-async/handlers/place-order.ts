import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { keyOf, type OrderRequest } from './order.ts';

const { ORDERS_TABLE_NAME, PAYMENTS_TABLE_NAME, PAYS_ONCE, KEEPS_NEWER } = process.env;
const serviceMs = Number(process.env.SERVICE_MS);
const tables = DynamoDBDocumentClient.from(new DynamoDBClient());

// #region work
/** All the work on a request, on whichever path it came: it is paid for, and stored as the order’s state. */
export async function placeOrder(request: OrderRequest): Promise<void> {
  await wait(serviceMs);
  await pay(request);
  await store(request);
}

/** Stands in for a payment provider. With a key it books a request once, however often it comes. */
function pay(request: OrderRequest): Promise<void> {
  const key = keyOf(request);
  const once = PAYS_ONCE === '1';
  const Item = { paymentId: once ? key : randomUUID(), key };
  return putIf(PAYMENTS_TABLE_NAME, Item, once ? 'attribute_not_exists(paymentId)' : undefined);
}

/** Stores the order. With versions, what is older than the stored state changes nothing. */
function store(request: OrderRequest): Promise<void> {
  const newer = 'attribute_not_exists(orderId) OR version < :version';
  return putIf(ORDERS_TABLE_NAME, { ...request }, KEEPS_NEWER === '1' ? newer : undefined, {
    ':version': request.version,
  });
}
// #endregion work

async function putIf(
  TableName: string | undefined,
  Item: Record<string, unknown>,
  ConditionExpression?: string,
  values?: Record<string, unknown>,
): Promise<void> {
  const condition = ConditionExpression !== undefined && {
    ConditionExpression,
    ...(values && { ExpressionAttributeValues: values }),
  };
  try {
    await tables.send(new PutCommand({ TableName, Item, ...condition }));
  } catch (error) {
    // Somebody else was first, or is ahead: that is what the condition is for.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
