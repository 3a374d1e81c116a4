import type { Order, Status } from './order.ts';
import { askRestaurant, charge, refund } from './partners.ts';

// #region steps
/** Takes an order as far as `until`, or to its end where a card is declined or a restaurant refuses. */
export async function advance(order: Order, until: Status): Promise<Order> {
  let { status } = order;
  if (status === 'received' && until !== 'received') {
    status = (await charge(order)) ? 'paid' : 'declined';
  }
  if (status === 'paid' && until === 'accepted') {
    status = (await askRestaurant(order)) ? 'accepted' : 'refused';
    if (status === 'refused') await refund(order);
  }
  return { ...order, status };
}
// #endregion steps
