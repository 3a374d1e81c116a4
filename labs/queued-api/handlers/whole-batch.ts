import type { SQSEvent } from 'aws-lambda';
import { readOrder } from './order.ts';
import { payFor, storeOnce } from './table.ts';

// #region whole-batch
/** Stores the orders of a batch side by side. When one fails, all of them come back: nobody says which one it was. */
export async function handler({ Records }: SQSEvent): Promise<void> {
  const placed = await Promise.allSettled(
    Records.map(async (message) => {
      const order = readOrder(message);
      await payFor();
      await storeOnce(order);
    }),
  );
  const failed = placed.find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
}
// #endregion whole-batch
