/** An order as its customer sends it. The orderId is the customer’s own, and so makes a repeated order harmless. */
export interface Order {
  orderId: string;
  item: string;
  /** Decides, as a number in a payment provider’s sandbox does: `declined` is declined, any other is authorised. */
  card: string;
  /** `nowhere` is refused by the courier. */
  address: string;
}

/** The order in a JSON body, or undefined when it is none. */
export function parseOrder(body: string | undefined): Order | undefined {
  try {
    const { orderId, item, card, address } = JSON.parse(body ?? '');
    const complete = [orderId, item, card, address].every((each) => typeof each === 'string' && each !== '');
    return complete ? { orderId, item, card, address } : undefined;
  } catch {
    return undefined;
  }
}
