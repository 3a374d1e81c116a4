import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'calm' | `${'slow' | 'crash'}-${'every-time' | 'conditional' | 'record'}`;
type Metric =
  | 'accepted'
  | 'deliveries'
  | 'invocations'
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
      'A message that is not done when its visibility timeout ends is delivered again, although its handler is still at work. With nothing wrong each is delivered once.',
    reach: 'mechanism',
    seeds: ['002/e4', '000/reliability', '003/automatic-retry'],
    notShown:
      'That SQS may deliver a message twice within its visibility timeout too: rare on AWS, and never here unless it is injected.',
    judge: (results, { orders }) => {
      const { calm, 'slow-every-time': slow } = results;
      return {
        holds: slow.deliveries.min > orders && calm.deliveries.max === orders && calm.charges.max === orders,
        because: `${slow.deliveries.median} deliveries of ${orders} orders with a handler slower than the visibility timeout, ${calm.deliveries.median} with nothing wrong.`,
      };
    },
  },
  {
    id: 'every-delivery-charges',
    statement:
      'A handler that charges for every message charges again for every message that comes again: the queue promises at least one delivery, not one effect.',
    reach: 'mechanism',
    seeds: ['000/reliability', '002/e3'],
    notShown: 'How often handlers crash or are late on AWS: here it is made to happen.',
    judge: (results, { orders, crashes }) => {
      const slow = results['slow-every-time'];
      const crash = results['crash-every-time'];
      return {
        holds: slow.chargedTwice.min > 0 && crash.chargedTwice.min >= crashes,
        because: `Too slow: ${slow.charges.median} charges for ${orders} orders. Died after the write: ${crash.charges.median} charges for ${orders} orders, ${crash.chargedTwice.median} of them charged twice.`,
      };
    },
  },
  {
    id: 'conditional-write-charges-once',
    statement:
      'When the effect is one conditional write under the order’s own id, it happens once, however often the message comes and wherever the handler dies.',
    reach: 'mechanism',
    seeds: ['000/reliability'],
    notShown:
      'Effects outside the table, such as the payment itself: whoever is charged there needs the same id and the same promise.',
    judge: (results, { orders }) => {
      const both = [results['slow-conditional'], results['crash-conditional']];
      return {
        holds: both.every(
          ({ deliveries, charges, stored }) =>
            deliveries.min > orders && charges.max === orders && stored.min === orders,
        ),
        because: `${both.map(({ deliveries }) => deliveries.median).join(' and ')} deliveries, ${both.map(({ charges }) => charges.median).join(' and ')} charges for ${orders} orders each.`,
      };
    },
  },
  {
    id: 'a-record-beside-the-effect-has-a-gap',
    statement:
      'An idempotency record beside the effect stops the second delivery of a slow message. It does not stop it when the handler dies between the effect and the record.',
    reach: 'mechanism',
    seeds: ['000/reliability'],
    notShown:
      'How wide the gap is in practice: a few milliseconds of each invocation. Powertools documents it; a record in progress counts until its invocation would have timed out.',
    judge: (results, { orders, crashes }) => {
      const slow = results['slow-record'];
      const crash = results['crash-record'];
      return {
        holds:
          slow.deliveries.min > orders &&
          slow.chargedTwice.max === 0 &&
          slow.stored.min === orders &&
          crash.chargedTwice.min >= crashes,
        because: `Too slow: ${slow.deliveries.median} deliveries, ${slow.charges.median} charges. Died in between: ${crash.charges.median} charges for ${orders} orders, ${crash.chargedTwice.median} of them charged twice.`,
      };
    },
  },
  {
    id: 'dead-lettered-although-done',
    statement:
      'A handler that is always too slow can delete nothing: its receipt is out of date. The messages end in the dead-letter queue although their orders are done.',
    reach: 'mechanism',
    seeds: ['000/dead-letter-queue', '002/e12', '002/e13'],
    notShown:
      'That on AWS deleting with an old receipt sometimes still works: the documentation only says that it might not.',
    judge: (results, { orders }) => {
      const slow = results['slow-conditional'];
      return {
        holds: slow.deadLettered.min > 0 && slow.stored.min === orders,
        because: `${slow.deadLettered.median} dead letters, and ${slow.stored.median} of these ${orders} orders are in the table.`,
      };
    },
  },
];
