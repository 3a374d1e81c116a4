import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'no-key' | 'key' | 'customers' | 'versions' | 'stopped';
type Metric =
  | 'paidTwice'
  | 'wrongInShare'
  | 'wrongAround'
  | 'waitingAtBack'
  | 'receipts'
  | 'undone'
  | 'refused';
type Parameter = 'orders' | 'changeAfterMs' | 'shadowed' | 'concurrency' | 'stepKeptMs' | 'serviceMs';

/** What a run of the move is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'the-key-comes-first',
    statement:
      'A shadow that does the work without a key pays for its requests twice. With a key on both paths no request is paid for twice, in the shadow and in every later step.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'Work without a key, such as an e-mail. In a shadow it has to be left out. A client that sends its request again, which needs the same key.',
    judge: ({ 'no-key': none, key, customers, versions, stopped }, { shadowed }) => ({
      holds:
        none.paidTwice.min >= shadowed &&
        [key, customers, versions, stopped].every(({ paidTwice }) => paidTwice.max === 0),
      because: `Paid for twice: ${none.paidTwice.median} requests without a key; with one ${Math.max(...[key, customers, versions, stopped].map(({ paidTwice }) => paidTwice.max))}.`,
    }),
  },
  {
    id: 'requests-or-customers',
    statement:
      'When half of the requests are moved, a change on the old path overtakes its order in the queue, and the order ends without it. When half of the customers are moved, no order that is placed and changed within the step does.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A standard queue: it promises no order by itself, so even a customer’s requests in one queue may change places. Here the queue is FIFO, with a group per customer.',
    judge: ({ key, customers }) => ({
      holds: key.wrongInShare.min > 0 && customers.wrongInShare.max === 0,
      because: `Orders within the step that end without their change: ${key.wrongInShare.median} with half of the requests moved, ${customers.wrongInShare.max} with half of the customers.`,
    }),
  },
  {
    id: 'each-step-is-a-seam',
    statement:
      'A share of customers does not help around a change of step: a customer’s order is in the queue, the step changes, and the change of the order is done first. With versions no order ends without its change.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'Requests that do not carry the whole state, such as “one more”. A version cannot drop those; they have to wait for each other, or be refused while the queue drains.',
    judge: ({ customers, versions }) => ({
      holds: customers.wrongAround.min > 0 && versions.wrongAround.max + versions.wrongInShare.max === 0,
      because: `Orders around a change of step that end without their change: ${customers.wrongAround.median} without versions, ${versions.wrongAround.max} with them.`,
    }),
  },
  {
    id: 'back-means-drain',
    statement:
      'Back means the flag first, and then the queue is worked off: every receipt is honoured. When the consumer is stopped as well, requests that have a receipt are not worked on.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'For how long. Stopped messages wait until the consumer is there again, are received too often, or the retention is over.',
    judge: ({ customers, versions, stopped }) => ({
      holds:
        [customers, versions].every(
          ({ undone, waitingAtBack }) => undone.max === 0 && waitingAtBack.min > 0,
        ) && stopped.undone.min > 0,
      because: `In the queue when the way back began: ${versions.waitingAtBack.median} requests, and ${stopped.waitingAtBack.median} where the consumer was stopped. Receipts not honoured when the run ended: ${versions.undone.max} and ${stopped.undone.median}.`,
    }),
  },
  {
    id: 'nobody-was-refused',
    statement: 'Through all of the steps, there and back, no request was refused.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'A deployment. The steps are values of a parameter, and the functions stay as they are.',
    judge: (results, { orders }) => {
      const refused = Object.values(results).map(({ refused: { max } }) => max);
      return {
        holds: Math.max(...refused) === 0,
        because: `Of ${2 * orders} requests, refused: ${Math.max(...refused)} at most in a repetition.`,
      };
    },
  },
];
