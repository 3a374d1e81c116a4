/** An order as its client sends it. */
export interface Order {
  customer: string;
  item: string;
  /** In cents. */
  amount: number;
  /** A token that stands for the card: the card itself is known to the provider only. */
  card: string;
}

/**
 * How far an order is. `authorizing`: its outcome is not known, and the provider may hold money of the customer;
 * `authorized`: it holds the amount; `captured`: it took it; `refused`: there is no order, and no money may be held.
 */
export type OrderStatus = 'authorizing' | 'authorized' | 'captured' | 'refused';

/** An order in the table. */
export interface StoredOrder extends Order {
  orderId: string;
  status: OrderStatus;
  /** The provider’s id of the charge, once we know it. */
  chargeId?: string;
  /** When the first attempt began: Unix ms. */
  startedAt: number;
}

/** The order in a JSON body, or undefined when it is not one. */
export function parseOrder(body: string | undefined): Order | undefined {
  try {
    const { customer, item, amount, card } = JSON.parse(body ?? '');
    const texts = [customer, item, card].every((each) => typeof each === 'string' && each !== '');
    return texts && Number.isInteger(amount) && amount > 0 ? { customer, item, amount, card } : undefined;
  } catch {
    return undefined;
  }
}
