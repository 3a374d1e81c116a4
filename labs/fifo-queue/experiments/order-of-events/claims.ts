import type { ClaimDefinition } from '#experiment/define-experiment.ts';
import type { Summary } from '#experiment/summary.ts';

type Variant = 'standard' | 'one-group' | 'five-groups' | 'poison';
type Metric =
  | 'sent'
  | 'accepted'
  | 'stored'
  | 'repeated'
  | 'outOfOrder'
  | 'atOnce'
  | 'atOnceOfOne'
  | 'doneSeconds'
  | 'othersDone'
  | 'behindPoison'
  | 'behindPoisonLater'
  | 'deadLettered';
type Parameter = 'events' | 'serviceMs' | 'visibilityTimeoutSeconds' | 'maxReceiveCount';

const sum = ({ values }: Summary) => values.reduce((total, value) => total + value, 0);

/** What a run of order-of-events is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'fifo-keeps-the-order-of-a-group',
    statement:
      'Through a FIFO queue the events of a customer are worked on in the order in which they were sent. Through a standard queue they are not: several are in work at a time, and a later one may be done first.',
    reach: 'mechanism',
    seeds: ['002/e10', '002/s10'],
    notShown:
      'That a standard queue on AWS may also deliver in another order than it received: ours delivers in order, the consumers alone mix it up.',
    judge: ({ standard, 'one-group': one, 'five-groups': five }) => ({
      holds:
        standard.outOfOrder.min > 0 &&
        one.outOfOrder.max === 0 &&
        five.outOfOrder.max === 0 &&
        one.stored.min > 0 &&
        five.stored.min > 0,
      because: `Worked on after a later one: ${sum(standard.outOfOrder)} of ${sum(standard.stored)} events through the standard queue, ${sum(one.outOfOrder) + sum(five.outOfOrder)} of ${sum(one.stored) + sum(five.stored)} through FIFO queues.`,
    }),
  },
  {
    id: 'a-group-is-served-one-at-a-time',
    statement:
      'Within a message group one event is worked on at a time, however many pollers there are. More groups are worked on side by side, and the whole is done sooner.',
    reach: 'mechanism',
    seeds: ['002/e10', '002/e9'],
    notShown:
      'How far it goes with many groups: up to the maximum concurrency of the mapping, and the quotas of FIFO queues.',
    judge: ({ 'one-group': one, 'five-groups': five }) => ({
      holds:
        one.atOnce.max === 1 &&
        five.atOnceOfOne.max === 1 &&
        five.atOnce.min > 1 &&
        five.doneSeconds.median < one.doneSeconds.median,
      because: `At the same time: ${one.atOnce.max} with one group, ${five.atOnce.median} with five groups and never more than ${five.atOnceOfOne.max} of one customer. Done after ${one.doneSeconds.median} and ${five.doneSeconds.median} s.`,
    }),
  },
  {
    id: 'a-poison-event-holds-up-its-group',
    statement:
      'An event that cannot be worked on holds up every event behind it in its group until it is a dead letter. The other groups go on.',
    reach: 'mechanism',
    seeds: ['002/e5', '002/e10'],
    notShown:
      'Whether the events behind still make sense without the one that was moved away: the order has a hole now, and a redrive would put it at the end.',
    judge: ({ poison }, { events }) => {
      const perCustomer = Math.floor(events / 5);
      return {
        holds:
          poison.behindPoison.max === 0 &&
          poison.othersDone.min === 4 * perCustomer &&
          poison.behindPoisonLater.min === perCustomer &&
          poison.deadLettered.min === 1 &&
          poison.deadLettered.max === 1,
        because: `While the poison was in the queue ${sum(poison.behindPoison)} events behind it and ${poison.othersDone.median} of ${4 * perCustomer} events of the other customers were done; after it had moved to the dead-letter queue, ${poison.behindPoisonLater.median} of ${perCustomer} behind it.`,
      };
    },
  },
  {
    id: 'fifo-takes-an-event-once',
    statement:
      'An event that is sent again under the same deduplication id is accepted again and worked on once. A standard queue takes it as another event.',
    reach: 'mechanism',
    seeds: ['000/reliability'],
    notShown:
      'Sending it again after more than five minutes; and a handler that is slower than the visibility timeout, which a FIFO queue delivers to again as well.',
    judge: ({ standard, 'one-group': one, 'five-groups': five }) => ({
      holds:
        standard.repeated.min === 1 &&
        one.repeated.max === 0 &&
        five.repeated.max === 0 &&
        [standard, one, five].every(({ accepted, sent }) => sum(accepted) === sum(sent)),
      because: `Sent twice and worked on twice: ${sum(standard.repeated)} events through the standard queue, ${sum(one.repeated) + sum(five.repeated)} through FIFO queues. All of them were accepted.`,
    }),
  },
];
