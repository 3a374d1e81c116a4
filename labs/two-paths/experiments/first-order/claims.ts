import type { ClaimDefinition } from '#experiment/define-experiment.ts';
import type { Summary } from '#experiment/summary.ts';

type Variant = 'sync' | 'queued';
type Metric =
  | 'accepted'
  | 'stored'
  | 'found'
  | 'readableAtReply'
  | 'replyMsMin'
  | 'replyMsP50'
  | 'replyMsP99'
  | 'doneMsMin'
  | 'doneMsP50'
  | 'doneMsP99';
type Parameter = 'orders' | 'ratePerSecond' | 'serviceMs' | 'pollMs' | 'patienceMs';

const sum = ({ values }: Summary) => values.reduce((total, value) => total + value, 0);
const always = (count: number, ...metrics: Summary[]) =>
  metrics.every(({ values }) => values.every((value) => value === count));

/** What a run of first-order is held to show. Each needs every order accepted: fast refusals prove nothing. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'reply-after-write',
    statement:
      'A synchronous reply comes after the write: the order is in the table. A queued reply comes before it: it is a receipt, and the order is not there yet.',
    reach: 'mechanism',
    seeds: [
      '000/request-response',
      '000/sync-invocation',
      '003/request-response-flow',
      '004/event-driven-basis',
      '002/s2',
      '002/e2',
    ],
    notShown:
      'How long a reader sees the gap when the queue is long, and what the caller does with a receipt for an order that then fails.',
    judge: ({ sync, queued }, { orders }) => ({
      // Half, not none: a caller that a busy machine held up may look late enough to find even a queued order.
      holds:
        always(orders, sync.accepted, queued.accepted, sync.readableAtReply) &&
        queued.readableAtReply.max < orders / 2,
      because: `Readable when the reply came: ${sum(sync.readableAtReply)} of ${sum(sync.accepted)} synchronous orders, ${sum(queued.readableAtReply)} of ${sum(queued.accepted)} queued ones.`,
    }),
  },
  {
    id: 'reply-waits-for-the-work',
    statement:
      'The synchronous caller waits for the work: no reply is faster than the service time. The queued caller does not: half of its replies are there before the work could be done.',
    reach: 'mechanism',
    seeds: ['002/s3', '002/e3', '002/e7', '001/blocking', '001/non-blocking'],
    notShown:
      'What either reply takes on AWS, under load, or with a cold start: both paths are warmed up first.',
    judge: ({ sync, queued }, { orders, serviceMs }) => ({
      holds:
        always(orders, sync.accepted, queued.accepted) &&
        sync.replyMsMin.min >= serviceMs &&
        queued.replyMsP50.median < serviceMs,
      because: `The work takes ${serviceMs} ms. The fastest synchronous reply took ${sync.replyMsMin.min} ms, the median queued reply ${queued.replyMsP50.median} ms.`,
    }),
  },
  {
    id: 'stored-exactly-once',
    statement:
      'On both paths every order is accepted and ends up in the table, as one row, and nothing else does.',
    reach: 'mechanism',
    seeds: ['002/s1', '002/e1', '002/e3'],
    notShown:
      'That it stays so when a message is delivered twice or a handler dies after the write: nothing failed in this run.',
    judge: ({ sync, queued }, { orders }) => ({
      holds: [sync, queued].every(({ accepted, stored, found }) => always(orders, accepted, stored, found)),
      because: `${counted('Synchronous', sync)}; ${counted('queued', queued)}.`,
    }),
  },
  {
    id: 'queued-is-not-sooner',
    statement:
      'With everything idle the queued order is not in the table sooner than the synchronous one: the queue moves the waiting, it does not shorten the work.',
    reach: 'ratio',
    seeds: ['002/s7', '002/e7', '001/blocking'],
    notShown:
      'A busy system, where a queue keeps callers from being refused; what the hop through SQS costs on AWS; a difference of less than a quarter of the service time.',
    judge: ({ sync, queued }, { orders, pollMs, serviceMs }) => ({
      // The fastest order is the one that the rest of the machine held up least.
      holds:
        always(orders, sync.found, queued.found) &&
        queued.doneMsMin.min >= sync.doneMsMin.min - serviceMs / 4,
      because: `The fastest order could be read after ${sync.doneMsMin.min} ms synchronous, ${queued.doneMsMin.min} ms queued; the median one after ${sync.doneMsP50.median} ms and ${queued.doneMsP50.median} ms. We look every ${pollMs} ms.`,
    }),
  },
];

const counted = (name: string, { accepted, stored, found }: Record<Metric, Summary>) =>
  `${name}: ${sum(accepted)} accepted, ${sum(found)} of them found, ${sum(stored)} rows`;
