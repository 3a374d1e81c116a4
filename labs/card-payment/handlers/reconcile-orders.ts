import type { Orders, Provider } from './ports.ts';

// #region reconcile
/**
 * Compares our orders with the provider’s charges, in both directions: each order gets an end, and no charge is left
 * without an order. It may die anywhere and run again, also beside itself.
 */
export async function reconcileOrders(
  { orders, provider }: { orders: Orders; provider: Provider },
  { now, giveUpMs }: { now: number; giveUpMs: number },
): Promise<void> {
  const unsettled = await orders.unsettled();
  const charges = await provider.list();
  const live = charges.filter(({ status }) => status !== 'voided');

  for (const { orderId, startedAt } of unsettled) {
    const charge = live.find((each) => each.orderId === orderId);
    if (charge) await orders.settle(orderId, { status: 'authorized', chargeId: charge.id });
    else if (now - startedAt > giveUpMs) await orders.settle(orderId, { status: 'refused' });
  }

  for (const { id, orderId, status } of live) {
    const order = await orders.find(orderId);
    if (order?.status === 'authorizing') continue;
    // A request that was under way for long can charge after its order was refused.
    if (order?.chargeId !== id) await provider.void(id);
    else if (status === 'captured' && order.status === 'authorized') await orders.captured(orderId);
  }
}
// #endregion reconcile
