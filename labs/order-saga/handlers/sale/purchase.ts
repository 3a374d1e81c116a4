import { waysToTake } from './ways-to-take.ts';

/** What a buyer wants, and how the shop counts: a key of `waysToTake`. */
export interface Purchase {
  orderId: string;
  item: string;
  counting: string;
}

/** The purchase in a JSON body, or undefined when it is none. */
export function parsePurchase(body: string | undefined): Purchase | undefined {
  try {
    const { orderId, item, counting } = JSON.parse(body ?? '');
    const complete = [orderId, item].every((each) => typeof each === 'string' && each !== '');
    return complete && Object.hasOwn(waysToTake, counting) ? { orderId, item, counting } : undefined;
  } catch {
    return undefined;
  }
}
