import type { OrderStatus, StoredOrder } from './order.ts';
import type { Orders, Provider } from './ports.ts';

/** What keeps a second attempt at an order from being a second charge. */
export type Guard = 'none' | 'local' | 'provider';

// #region authorize
/** Has the card of an order authorised, and gives how far the order is then. */
export async function authorizeOrder(
  order: Omit<StoredOrder, 'status'>,
  guard: Guard,
  { orders, provider }: { orders: Orders; provider: Provider },
): Promise<OrderStatus> {
  // Before the money: whatever happens from here on, somebody finds the order and can look what became of it.
  const isFirst = await orders.begin({ ...order, status: 'authorizing' });
  if (!isFirst) {
    const status = (await orders.find(order.orderId))?.status ?? 'authorizing';
    // Our own record says that somebody began. It cannot say how far the provider got.
    if (status !== 'authorizing' || guard !== 'provider') return status;
  }
  const answer = await provider.authorize(order, guard === 'provider' ? order.orderId : undefined);
  if (answer.outcome === 'unknown') return 'authorizing';
  return orders.settle(
    order.orderId,
    answer.outcome === 'authorized'
      ? { status: 'authorized', chargeId: answer.chargeId }
      : { status: 'refused' },
  );
}
// #endregion authorize
