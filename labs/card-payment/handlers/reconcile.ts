import { orders } from './orders-table.ts';
import { provider } from './provider.ts';
import { reconcileOrders } from './reconcile-orders.ts';

/** Runs on a schedule: compares our orders with the provider’s charges. */
export const handler = (): Promise<void> =>
  reconcileOrders({ orders, provider }, { now: Date.now(), giveUpMs: Number(process.env.GIVE_UP_MS) });
