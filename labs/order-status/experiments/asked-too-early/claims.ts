import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'no-row' | 'no-row-resent' | 'pending-row';
type Metric = 'accepted' | 'early404' | 'firstPending' | 'toldPlaced' | 'duplicates' | 'writes';
type Parameter = 'orders' | 'apartMs' | 'serviceMs' | 'askMs' | 'patienceMs';

/** What a run of asked-too-early is held to show. Each needs every order accepted and, in the end, placed. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'accepted-and-not-found',
    statement:
      'When nothing is stored before the 202, whoever asks right after it hears 404 of an order that was accepted and is placed later. With a row that says pending, stored before the reply, nobody does.',
    reach: 'mechanism',
    seeds: ['003/status-service'],
    notShown:
      'A work that is done before the first question: then the 404 comes now and then, and nobody finds out in a test.',
    judge: ({ 'no-row': none, 'pending-row': pending }, { orders }) => ({
      holds:
        none.accepted.min === orders &&
        none.early404.min === orders &&
        none.toldPlaced.min === orders &&
        pending.accepted.min === orders &&
        pending.early404.max === 0 &&
        pending.toldPlaced.min === orders,
      because: `404 at the first question: ${none.early404.median} of ${orders} orders without a row, ${pending.early404.median} with one. Told in the end that the order is placed: ${none.toldPlaced.median} and ${pending.toldPlaced.median}.`,
    }),
  },
  {
    id: 'a-404-is-ordered-again',
    statement:
      'A client that believes the 404 and orders again has each order placed twice. The same client orders once when it finds a pending row.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'An idempotency key, with which the second order would be the first one again: it makes the wrong answer harmless, not right.',
    judge: ({ 'no-row-resent': resent, 'pending-row': pending }, { orders }) => ({
      holds:
        resent.duplicates.min === orders &&
        pending.accepted.min === orders &&
        pending.toldPlaced.min === orders &&
        pending.duplicates.max === 0,
      because: `Placed that nobody wanted: ${resent.duplicates.median} of ${orders} orders without a row, ${pending.duplicates.median} with one.`,
    }),
  },
  {
    id: 'pending-is-not-placed',
    statement:
      'The row that is stored before the reply says pending, and so does the first answer: it is a receipt that can be looked up, not the result.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'What a client should show its user meanwhile, and how long pending may last before somebody looks.',
    judge: ({ 'pending-row': pending }, { orders }) => ({
      holds: pending.firstPending.min === orders && pending.toldPlaced.min === orders,
      because: `First answers that said pending: ${pending.firstPending.median} of ${orders}. Placed in the end: ${pending.toldPlaced.median}.`,
    }),
  },
  {
    id: 'the-row-is-one-more-write',
    statement: 'The pending row costs the table one more write for each order: two, where there was one.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'What a write costs, how much later the 202 comes for it, and reads: they were not counted.',
    judge: ({ 'no-row': none, 'pending-row': pending }, { orders }) => ({
      holds:
        none.writes.min === orders &&
        none.writes.max === orders &&
        pending.writes.min === 2 * orders &&
        pending.writes.max === 2 * orders,
      because: `Writes for ${orders} orders: ${none.writes.median} without the row, ${pending.writes.median} with it.`,
    }),
  },
];
