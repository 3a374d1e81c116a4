import { createHash } from 'node:crypto';

/** How far an order has come. The last three are ends. */
export type Status = 'received' | 'paid' | 'accepted' | 'declined' | 'refused';

/** What a customer sends. */
export interface Wish {
  customer: string;
  restaurant: string;
  dish: string;
  card: string;
}

/** An order, as the table has it and as everybody is told of it. */
export interface Order extends Wish {
  orderId: string;
  status: Status;
}

/** The wish in a JSON body, or undefined when it is none. */
export function parseWish(body: string | undefined): Wish | undefined {
  try {
    const { customer, restaurant, dish, card } = JSON.parse(body ?? '');
    const complete = [customer, restaurant, dish, card].every(
      (each) => typeof each === 'string' && each !== '',
    );
    return complete ? { customer, restaurant, dish, card } : undefined;
  } catch {
    return undefined;
  }
}

// #region key
/**
 * The id of the order that this customer sends under this key. A key counts for its customer only: whoever sends somebody
 * else's must not be given that order. Here the customer stands in the body; behind a login it has to come from the token.
 */
export const orderIdOf = (customer: string, key: string) =>
  createHash('sha256')
    .update(JSON.stringify([customer, key]))
    .digest('hex')
    .slice(0, 32);
// #endregion key
