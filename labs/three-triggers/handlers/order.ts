/** An order, as a request, a file or a row has it. */
export interface Order {
  orderId: string;
  item: string;
}

/** The order in a JSON text. Throws when it is none. */
export function parseOrder(text: string | undefined): Order {
  const { orderId, item } = JSON.parse(text ?? '');
  if (typeof orderId !== 'string' || typeof item !== 'string')
    throw new Error('An order needs orderId and item, as JSON.');
  return { orderId, item };
}
