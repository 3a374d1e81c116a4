/** An order as its client sends it. The client chooses `orderId`: sending it again means the same order. */
export interface Order {
  orderId: string;
  customer: string;
  item: string;
}

/** The order in a JSON body, or undefined when it is not one. */
export function parseOrder(body: string | undefined): Order | undefined {
  try {
    const { orderId, customer, item } = JSON.parse(body ?? '');
    const complete = [orderId, customer, item].every((each) => typeof each === 'string' && each !== '');
    return complete ? { orderId, customer, item } : undefined;
  } catch {
    return undefined;
  }
}
