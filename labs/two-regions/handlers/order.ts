/** An order as its client sends it. The client chooses `orderId`: sending it again means the same order. */
export interface Order {
  orderId: string;
  customer: string;
}

/** The order in a body. Throws when it is none. */
export function readOrder(body: string | undefined): Order {
  const { orderId, customer } = JSON.parse(body ?? '{}');
  if (![orderId, customer].every((each) => typeof each === 'string' && each !== ''))
    throw new Error('The body is not an order: it needs an orderId and a customer.');
  return { orderId, customer };
}
