import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { type Decision, decideDo, decideUndo, type StepState } from './decide.ts';
import { eventNames } from './events.ts';
import type { Order } from './order.ts';
import { documents, knownState, unchanged } from './step-rows.ts';

const { STOCK_TABLE, RESERVATIONS_TABLE } = process.env;

/** Reserves one piece, and tells what became of it. */
export const reserveStock = (order: Order) => settleStock(order, (known) => decideDo(known, true));

/** Puts a reserved piece back, and tells so. */
export const releaseStock = (order: Order) => settleStock(order, decideUndo);

async function settleStock(
  order: Order,
  decide: (known: StepState | undefined) => Decision,
): Promise<string> {
  for (;;) {
    const known = await knownState(RESERVATIONS_TABLE, order.orderId);
    const { store, tell } = decide(known);
    if (!store) return eventNames.stock[tell];
    const stored = await storeBoth(order, known, store);
    if (stored === 'stored') return eventNames.stock[tell];
    if (stored === 'sold out' && (await storeBoth(order, known, 'refused')) === 'stored')
      return eventNames.stock.refused;
  }
}

// #region reservation
/** The reservation and the counter change together or not at all. */
async function storeBoth(
  { orderId, item }: Order,
  known: StepState | undefined,
  state: StepState,
): Promise<'stored' | 'changed' | 'sold out'> {
  const pieces = (state === 'done' ? -1 : 0) + (known === 'done' ? 1 : 0);
  const counter = {
    Update: {
      TableName: STOCK_TABLE,
      Key: { counter: `${item}#0` },
      UpdateExpression: 'SET #left = #left + :pieces',
      ConditionExpression: '#left >= :needed',
      ExpressionAttributeNames: { '#left': 'left' },
      ExpressionAttributeValues: { ':pieces': pieces, ':needed': Math.max(0, -pieces) },
    },
  };
  const reservation = {
    Put: { TableName: RESERVATIONS_TABLE, Item: { orderId, item, state }, ...unchanged(known) },
  };
  try {
    await documents.send(
      new TransactWriteCommand({ TransactItems: pieces === 0 ? [reservation] : [reservation, counter] }),
    );
    return 'stored';
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const [first, second] = error.CancellationReasons ?? [];
    if (first?.Code === 'ConditionalCheckFailed') return 'changed';
    if (second?.Code === 'ConditionalCheckFailed') return 'sold out';
    // Such as a conflict with another transaction: the message comes again.
    throw error;
  }
}
// #endregion reservation
