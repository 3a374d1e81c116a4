import type { Order } from './order.ts';

/** What the producer and its consumers have agreed on: an order was placed, and its price in `cents`. */
export interface OrderPlaced extends Order {
  version: number;
  orderId: string;
}

type Placed = Order & { orderId: string };
type Form = (placed: Placed) => object;

// #region forms
/** What the producer may make of the event; `agreed` is what the consumers were built for. */
const forms: Record<string, Form> = {
  agreed: (placed) => ({ version: 1, ...placed }),
  /** A tidier name, and nothing else. */
  renamed: ({ cents, ...placed }) => ({ version: 1, ...placed, priceInCents: cents }),
  /** The new name beside the old one, until nobody reads the old one. */
  both: (placed) => ({ version: 1, ...placed, priceInCents: placed.cents }),
  /** The new name, with a version that says so. */
  versioned: ({ cents, ...placed }) => ({ version: 2, ...placed, priceInCents: cents }),
};
// #endregion forms

/** The event that an order was placed, in one of the `forms`. */
export const orderPlaced = (placed: Placed, form = 'agreed'): object =>
  (forms[form] ?? (forms.agreed as Form))(placed);

// #region contract
/** What consumers were promised and an event does not keep, in words; nothing when it keeps all. */
export function brokenPromises(event: object): string[] {
  const { version, orderId, customer, item, cents } = event as Partial<OrderPlaced>;
  const texts = Object.entries({ orderId, customer, item });
  return [
    ...(version === 1 ? [] : [`version is ${version}, and not 1`]),
    ...texts.filter(([, text]) => typeof text !== 'string').map(([name]) => `${name} is not a text`),
    ...(Number.isInteger(cents) ? [] : [`cents is ${cents}, and not a whole number`]),
  ];
}
// #endregion contract
