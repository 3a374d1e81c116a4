/** What happened, as everybody is told of it. */
export interface OrderPlaced {
  orderId: string;
  item: string;
  priority: 'express' | 'normal';
  store: string;
}

/** The event in a JSON body, or undefined when it is none. */
export function parseOrderPlaced(body: string | undefined): OrderPlaced | undefined {
  try {
    const { orderId, item, priority = 'normal', store = 'harbour' } = JSON.parse(body ?? '');
    const complete = [orderId, item, store].every((each) => typeof each === 'string' && each !== '');
    return complete && ['express', 'normal'].includes(priority)
      ? { orderId, item, priority, store }
      : undefined;
  } catch {
    return undefined;
  }
}
