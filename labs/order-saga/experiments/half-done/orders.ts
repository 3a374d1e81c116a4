/** What becomes of an order of the experiment. */
export type Fate = 'fine' | 'diesAfterWrite' | 'declined' | 'noCourier' | 'silent' | 'undoFails';

/** What is special about an order of a fate, where something is. */
const details: Record<Fate, { card?: string; address?: string }> = {
  fine: {},
  diesAfterWrite: {},
  declined: { card: 'declined' },
  noCourier: { address: 'nowhere' },
  silent: {},
  undoFails: { card: 'declined' },
};

/** `count` orders of one fate, each with an id that names it. */
export const ordersOf = (fate: Fate, item: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    orderId: `${item}-${fate}-${index}`,
    item,
    card: 'good',
    address: 'Rhine 1',
    ...details[fate],
  }));
