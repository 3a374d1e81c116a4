import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'row-first' | 'row-first-again' | 'event-first' | 'outbox' | 'stream';
type Metric =
  | 'toldPlaced'
  | 'toldError'
  | 'charged'
  | 'stored'
  | 'lost'
  | 'placedAndLost'
  | 'phantoms'
  | 'toldTwice';
type Parameter = 'orders' | 'crashes' | 'tellerCrashes';

/** What a run of row-and-event is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'row-first-loses-events',
    statement:
      'When a function stores the row and then tells the event, each one that dies in between leaves an order that is stored and paid for, and that the kitchen never hears of.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'How often a function dies there. A second road to the kitchen, such as a job that looks for rows which nobody was told of.',
    judge: ({ 'row-first': row }, { orders, crashes }) => ({
      holds:
        crashes > 0 &&
        [row.lost, row.toldError].every(({ min, max }) => min === crashes && max === crashes) &&
        row.stored.min === orders &&
        row.charged.min === orders &&
        row.phantoms.max === 0,
      because: `${crashes} of ${orders} functions died after the row. ${row.stored.median} orders were stored and ${row.charged.median} cards charged; the kitchen never heard of ${row.lost.median}.`,
    }),
  },
  {
    id: 'a-retry-hides-the-loss',
    statement:
      'Sending the order again under its key does not bring the event back: the row is found, the customer is told that the order is placed, and the kitchen still never hears of it.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A retry that tells the event again for every row that it finds. It tells an order twice whose reply was lost, and helps only those who retry.',
    judge: ({ 'row-first-again': again }, { orders, crashes }) => ({
      holds:
        crashes > 0 &&
        again.toldPlaced.min === orders &&
        again.placedAndLost.min === crashes &&
        again.lost.max === crashes,
      because: `${again.toldError.median} customers got an error and tried again; ${again.toldPlaced.median} of ${orders} heard that their order is placed. The kitchen never heard of ${again.placedAndLost.median} of these.`,
    }),
  },
  {
    id: 'event-first-makes-phantoms',
    statement:
      'When the event is told first, each function that dies in between leaves an order that the kitchen has heard of and that no table knows, although its card was charged.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'What a customer does about it. Here nobody whose order failed tries again.',
    judge: ({ 'event-first': event }, { orders, crashes }) => ({
      holds:
        crashes > 0 &&
        [event.phantoms, event.toldError].every(({ min, max }) => min === crashes && max === crashes) &&
        event.stored.max === orders - crashes &&
        event.charged.min === orders &&
        event.lost.max === 0,
      because: `${crashes} of ${orders} functions died after the event. The kitchen heard of ${event.phantoms.median} orders that are not among the ${event.stored.median} in the table; ${event.charged.median} cards were charged.`,
    }),
  },
  {
    id: 'one-write-loses-nothing',
    statement:
      'With an outbox in the same transaction, or with the table’s stream, the same crashes leave no order that the kitchen never hears of and none that only the kitchen knows. A crash of whoever tells it on makes the kitchen hear of an order twice.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A teller that fails for longer than its records are kept. A reader that does its work twice when it is told twice: here it only counts.',
    judge({ outbox, stream }, { orders, crashes }) {
      const kinds = [outbox, stream];
      return {
        holds:
          crashes > 0 &&
          kinds.every(
            ({ lost, phantoms, stored, toldError, toldTwice }) =>
              lost.max === 0 &&
              phantoms.max === 0 &&
              stored.min === orders &&
              toldError.min === crashes &&
              toldTwice.min > 0,
          ),
        because: `With ${crashes} functions dead after the row, ${outbox.lost.max} and ${stream.lost.max} orders were lost and ${outbox.phantoms.max} and ${stream.phantoms.max} made up, by outbox and stream. The kitchen was told ${outbox.toldTwice.median} and ${stream.toldTwice.median} of them twice.`,
      };
    },
  },
];
