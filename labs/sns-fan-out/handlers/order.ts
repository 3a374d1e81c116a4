/** An order as its client sends it; the price is in cents. */
export interface Order {
  customer: string;
  item: string;
  cents: number;
}

/** The order in a JSON body, or undefined when it is not one. */
export function parseOrder(body: string | undefined): Order | undefined {
  try {
    const { customer, item, cents } = JSON.parse(body ?? '');
    const named = [customer, item].every((each) => typeof each === 'string' && each !== '');
    return named && Number.isInteger(cents) && cents > 0 ? { customer, item, cents } : undefined;
  } catch {
    return undefined;
  }
}
