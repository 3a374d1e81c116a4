import { pendingBefore } from '../saga/orders-table.ts';
import { tell } from './bus.ts';

// #region sweep
/** Tells of every order that has been pending for too long. It may tell twice: whoever hears it can stand that. */
export async function handler({ detail }: { detail?: { olderThanMs?: number } }): Promise<void> {
  const olderThanMs = detail?.olderThanMs ?? Number(process.env.OVERDUE_MS);
  for (const { orderId, item, card, address } of await pendingBefore(Date.now() - olderThanMs)) {
    await tell('OrderOverdue', { orderId, item, card, address });
  }
}
// #endregion sweep
