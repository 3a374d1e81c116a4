/** An order as its client sends it. */
export interface Order {
  customer: string;
  item: string;
}

/** An order that is paid for and in the table. */
export interface StoredOrder extends Order {
  orderId: string;
  /** When the handler began with it, and when it had been paid for: ISO 8601. */
  startedAt: string;
  paidAt: string;
}

/** The order in a JSON body, or undefined when it is not one. */
export function parseOrder(body: string | undefined | null): Order | undefined {
  try {
    const { customer, item } = JSON.parse(body ?? '');
    const complete = [customer, item].every((each) => typeof each === 'string' && each !== '');
    return complete ? { customer, item } : undefined;
  } catch {
    return undefined;
  }
}
