/** An order as its client sends it; with the id of one that exists, it is a change of that one. */
export interface Order {
  customer: string;
  item: string;
  orderId?: string;
}

/** The order in a JSON body, or undefined when it is not one. */
export function parseOrder(body: string | undefined): Order | undefined {
  try {
    const { customer, item, orderId } = JSON.parse(body ?? '');
    const isText = (each: unknown) => typeof each === 'string' && each !== '';
    if (!isText(customer) || !isText(item)) return undefined;
    return { customer, item, ...(isText(orderId) && { orderId }) };
  } catch {
    return undefined;
  }
}
