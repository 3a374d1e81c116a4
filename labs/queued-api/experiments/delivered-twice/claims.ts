import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'calm' | `${'slow' | 'crash'}-${'every-time' | 'conditional' | 'record'}` | 'slow-record-3';
type Metric =
  | 'accepted'
  | 'deliveries'
  | 'invocations'
  | 'overlaps'
  | 'turnedAway'
  | 'stored'
  | 'charges'
  | 'chargedTwice'
  | 'deadLettered';
type Parameter = 'orders' | 'crashes';

/** What a run of delivered-twice is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'too-slow-is-delivered-again',
    statement:
      'A message that is not deleted when its visibility timeout ends is delivered again although its handler is still at work: two handlers work on one order at the same time. With nothing wrong each message is delivered once.',
    reach: 'mechanism',
    seeds: ['002/e4', '000/reliability', '003/automatic-retry'],
    notShown:
      'That SQS may deliver a message twice within its visibility timeout too: rare on AWS, and never here unless it is injected.',
    judge: (results, { orders }) => {
      const { calm, 'slow-every-time': slow } = results;
      return {
        holds:
          slow.overlaps.min >= orders &&
          slow.deliveries.min > orders &&
          calm.overlaps.max === 0 &&
          calm.deliveries.max === orders &&
          calm.charges.max === orders,
        because: `${slow.deliveries.median} deliveries of ${orders} orders with a handler slower than the visibility timeout, and ${slow.overlaps.median} handler runs that began while another worked on the same order; ${calm.deliveries.median} deliveries and ${calm.overlaps.median} such runs with nothing wrong.`,
      };
    },
  },
  {
    id: 'every-delivery-charges',
    statement:
      'A handler that charges for every delivery charges again when a message comes again: the queue promises at least one delivery, not one effect.',
    reach: 'mechanism',
    seeds: ['000/reliability', '002/e3'],
    notShown: 'How often handlers crash or are late on AWS: here it is made to happen.',
    judge: (results, { orders, crashes }) => {
      const slow = results['slow-every-time'];
      const crash = results['crash-every-time'];
      return {
        holds: slow.chargedTwice.min === orders && crash.chargedTwice.min >= crashes,
        because: `Too slow: ${slow.charges.median} charges for ${orders} orders. Died after the write: ${crash.charges.median} charges for ${orders} orders.`,
      };
    },
  },
  {
    id: 'conditional-write-charges-once',
    statement:
      'When the effect is one conditional write under the order’s own id, it happens once, when two handlers work on the order at the same time and when one dies after the write.',
    reach: 'mechanism',
    seeds: ['000/reliability'],
    notShown:
      'Effects outside the table, such as the payment itself: whoever is charged there needs the same id and the same promise.',
    judge: (results, { orders }) => {
      const both = [results['slow-conditional'], results['crash-conditional']];
      return {
        holds:
          results['slow-conditional'].overlaps.min >= orders &&
          both.every(
            ({ deliveries, charges, stored }) =>
              deliveries.min > orders && charges.max === orders && stored.min === orders,
          ),
        because: `${both.map(({ deliveries }) => deliveries.median).join(' and ')} deliveries, ${both.map(({ charges }) => charges.median).join(' and ')} charges for ${orders} orders each.`,
      };
    },
  },
  {
    id: 'a-record-in-progress-refuses-the-second',
    statement:
      'While the first handler works, an idempotency record in progress refuses the second, and each order is charged once. A refused delivery is not deleted: the message is received again.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'That the error is called IdempotencyAlreadyInProgressError: a partial batch response says only that the message failed.',
    judge: (results, { orders }) => {
      const both = [results['slow-record'], results['slow-record-3']];
      return {
        holds:
          both.every(
            ({ turnedAway, charges, chargedTwice }) =>
              turnedAway.min >= orders && charges.min === orders && chargedTwice.max === 0,
          ) && results['slow-record-3'].deliveries.min >= 3 * orders,
        because: `${both.map(({ turnedAway }) => turnedAway.median).join(' and ')} handler runs were refused while another worked on the order, with ${both.map(({ charges }) => charges.median).join(' and ')} charges for ${orders} orders each. Where three receives were allowed, it took ${results['slow-record-3'].deliveries.median} deliveries.`,
      };
    },
  },
  {
    id: 'a-refused-delivery-costs-a-receive',
    statement:
      'A delivery that the record refuses costs a receive. With a maxReceiveCount of 2 the message of an order that was charged once becomes a dead letter. With 3 the next delivery finds the record completed, and the message is deleted.',
    reach: 'mechanism',
    seeds: ['000/dead-letter-queue', '002/e13'],
    notShown:
      'Work that lasts longer than two visibility timeouts: then the third delivery is refused too, and three receives are not enough.',
    judge: (results, { orders }) => {
      const two = results['slow-record'];
      const three = results['slow-record-3'];
      return {
        holds:
          two.deadLettered.min === orders &&
          three.deadLettered.max === 0 &&
          [two, three].every(({ charges }) => charges.min === orders && charges.max === orders),
        because: `Dead letters: ${two.deadLettered.median} of ${orders} messages with a maxReceiveCount of 2, ${three.deadLettered.median} with 3. Charges: ${two.charges.median} and ${three.charges.median}.`,
      };
    },
  },
  {
    id: 'a-record-beside-the-effect-has-a-gap',
    statement:
      'An idempotency record beside the effect does not stop the second delivery when the handler dies after the effect and before the record is completed: the customer is charged again.',
    reach: 'mechanism',
    seeds: ['000/reliability'],
    notShown:
      'How long the gap is in practice: a few milliseconds of each invocation. Powertools documents it; a record in progress counts until its invocation would have timed out.',
    judge: (results, { orders, crashes }) => {
      const crash = results['crash-record'];
      return {
        holds: crash.chargedTwice.min >= crashes,
        because: `Died in between: ${crash.charges.median} charges for ${orders} orders, ${crash.chargedTwice.median} of them charged twice.`,
      };
    },
  },
  {
    id: 'dead-lettered-although-done',
    statement:
      'A handler that is always slower than the visibility timeout deletes nothing: its receipt handle is out of date. The messages end in the dead-letter queue although their orders are stored.',
    reach: 'mechanism',
    seeds: ['000/dead-letter-queue', '002/e12', '002/e13'],
    notShown:
      'That on AWS deleting with an old receipt handle sometimes still works: the documentation only says that it might not.',
    judge: (results, { orders }) => {
      const slow = results['slow-conditional'];
      return {
        holds: slow.deadLettered.min === orders && slow.stored.min === orders,
        because: `${slow.deadLettered.median} dead letters, and ${slow.stored.median} of these ${orders} orders are in the table.`,
      };
    },
  },
];
