import { ConditionalCheckFailedException, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { tell } from './bus.ts';
import type { Order } from './order.ts';
import { storeOrder, storeWithEvent } from './orders-table.ts';

// #region ways
/** How the row and the event are both brought about. */
const ways: Record<string, (order: Order) => Promise<unknown>> = {
  async 'row-then-event'(order) {
    await storeOrder(order);
    await tell([order]);
  },
  async 'event-then-row'(order) {
    await tell([order]);
    await storeOrder(order);
  },
  // A function that runs every minute tells what it finds in the outbox.
  outbox: storeWithEvent,
  // A function that reads the table's stream tells what was stored.
  stream: storeOrder,
};
// #endregion ways

const way = ways[process.env.TELL ?? 'stream'] ?? storeOrder;

/** Stores an order and sees to it that it is told; does neither when the order has come to its end before. */
export async function storeAndTell(order: Order): Promise<void> {
  try {
    await way(order);
  } catch (error) {
    const isOver =
      error instanceof ConditionalCheckFailedException ||
      (error instanceof TransactionCanceledException &&
        error.CancellationReasons?.some(({ Code }) => Code === 'ConditionalCheckFailed'));
    if (!isOver) throw error;
  }
}
