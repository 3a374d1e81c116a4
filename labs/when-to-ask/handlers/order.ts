/** An order as its client sends it. */
export interface Order {
  customer: string;
  item: string;
}

/** The order in a JSON body, or undefined when it is not one. */
export function parseOrder(body: string | undefined): Order | undefined {
  try {
    const { customer, item } = JSON.parse(body ?? '');
    const complete = [customer, item].every((each) => typeof each === 'string' && each !== '');
    return complete ? { customer, item } : undefined;
  } catch {
    return undefined;
  }
}
