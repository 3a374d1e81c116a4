import type { OrderStatus } from './order.ts';
import type { Orders, Provider } from './ports.ts';

/**
 * Has the provider take the amount that it holds for an order, and gives how far the order is then; undefined when there
 * is no such order. It stays `authorized` while nobody knows whether the amount was taken. A charge is captured once,
 * however often it is asked for, so that the caller may simply try again.
 */
export async function takePayment(
  orderId: string,
  { orders, provider }: { orders: Orders; provider: Provider },
): Promise<OrderStatus | undefined> {
  const order = await orders.find(orderId);
  if (order?.status !== 'authorized' || !order.chargeId) return order?.status;
  if (!(await provider.capture(order.chargeId))) return 'authorized';
  await orders.captured(orderId);
  return 'captured';
}
