import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'queue' | 'topic' | 'bus' | 'log';
type Metric =
  | 'earlyByFirst'
  | 'earlyBySecond'
  | 'lateByFirst'
  | 'lateBySecond'
  | 'lateByBoth'
  | 'lateByNobody';

/** What a run of second-reader is held to show. Each needs every order read by the first reader while it was alone. */
export const claims: ClaimDefinition<Variant, Metric, 'orders'>[] = [
  {
    id: 'a-queue-is-shared',
    statement:
      'Two readers of one queue share its messages: each order goes to one of them, and what the second one gets the first one misses.',
    reach: 'mechanism',
    seeds: ['001/event-bus'],
    notShown:
      'Who gets how much: that depends on how fast each of them reads. And a message whose reader dies, which comes again.',
    judge: ({ queue }, { orders }) => ({
      holds:
        queue.earlyByFirst.min === orders &&
        queue.earlyBySecond.max === 0 &&
        queue.lateByBoth.max === 0 &&
        queue.lateByNobody.max === 0 &&
        queue.lateBySecond.min > 0 &&
        queue.lateByFirst.max < orders,
      because: `Of ${orders} orders after the second reader came, ${queue.lateByFirst.median} were read by the first and ${queue.lateBySecond.median} by the second, ${queue.lateByBoth.median} by both.`,
    }),
  },
  {
    id: 'topic-and-bus-copy-from-then-on',
    statement:
      'A topic and a bus give each reader a copy of every order from the moment when it has its subscription or rule. Of what was told before, it gets nothing, and the first reader loses nothing.',
    reach: 'mechanism',
    seeds: ['001/event-bus'],
    notShown:
      'How long a new subscription or rule takes to begin: AWS says that a change of a rule takes a short time, and an event in that time may be missed.',
    judge: ({ topic, bus }, { orders }) => ({
      holds: [topic, bus].every(
        (each) =>
          each.earlyByFirst.min === orders &&
          each.earlyBySecond.max === 0 &&
          each.lateByFirst.min === orders &&
          each.lateBySecond.min === orders,
      ),
      because: [topic, bus]
        .map(
          (each, index) =>
            `${index === 0 ? 'Topic' : 'Bus'}: the second reader got ${each.earlyBySecond.median} of ${orders} orders from before it came and ${each.lateBySecond.median} of ${orders} from after; the first got ${each.lateByFirst.median}.`,
        )
        .join(' '),
    }),
  },
  {
    id: 'a-log-waits-for-its-readers',
    statement:
      'A log gives a reader that comes later every order, also those from before it came, and takes nothing from the first reader.',
    reach: 'mechanism',
    seeds: ['001/event-bus'],
    notShown:
      'Records that are older than the retention: they are gone for everybody. And readers that share what a shard gives in a second.',
    judge: ({ log }, { orders }) => ({
      holds: [log.earlyByFirst, log.earlyBySecond, log.lateByFirst, log.lateBySecond].every(
        ({ min }) => min === orders,
      ),
      because: `The second reader got ${log.earlyBySecond.median} of ${orders} orders from before it came and ${log.lateBySecond.median} of ${orders} from after; the first got ${log.earlyByFirst.median} and ${log.lateByFirst.median}.`,
    }),
  },
];
