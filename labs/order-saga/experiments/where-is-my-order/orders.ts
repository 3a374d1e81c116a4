export const fates = ['fine', 'declined', 'noCourier', 'stuckInShipping', 'stuckInPayment'] as const;
/** What becomes of an order of the experiment. */
export type Fate = (typeof fates)[number];

/** `count` orders of one fate, each with an id that names it. */
export const ordersOf = (fate: Fate, item: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    orderId: `${item}-${fate}-${index}`,
    item,
    card: fate === 'declined' ? 'declined' : 'good',
    address: fate === 'noCourier' ? 'nowhere' : 'Rhine 1',
  }));

/** What is true of an order while the faults last: what each question should find. */
export const truths: Record<Fate, { where: string; refused?: string; undone?: string[] }> = {
  fine: { where: 'completed' },
  declined: { where: 'cancelled', refused: 'PaymentDeclined', undone: ['StockReleased'] },
  noCourier: {
    where: 'cancelled',
    refused: 'ShipmentRefused',
    undone: ['PaymentVoided', 'StockReleased'],
  },
  stuckInShipping: { where: 'BookShipment' },
  stuckInPayment: { where: 'AuthorisePayment' },
};
