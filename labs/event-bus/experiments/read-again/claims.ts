import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'queue' | 'topic' | 'bus' | 'bus-archive-afterwards' | 'log';
type Metric = 'read' | 'again' | 'twice' | 'morningAgain' | 'marked' | 'others' | 'swapped';
type Parameter = 'morning' | 'afternoon';

/** What a run of read-again is held to show. Each needs every order read at first. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'queue-and-topic-do-not-remember',
    statement:
      'A queue has nothing left of what was read and deleted, and a topic gives a new subscription nothing of what it told before: of the afternoon neither gives anything again.',
    reach: 'mechanism',
    seeds: ['001/event-bus'],
    notShown:
      'A copy that somebody made, such as a second queue that is never emptied. A FIFO topic of AWS can keep an archive; the local cloud has none for topics.',
    judge: ({ queue, topic }, { morning, afternoon }) => ({
      holds: [queue, topic].every(
        (each) =>
          each.read.min === morning + afternoon && each.again.max === 0 && each.morningAgain.max === 0,
      ),
      because: `Of ${afternoon} orders of the afternoon, read again: ${queue.again.median} from the queue, ${topic.again.median} from the topic.`,
    }),
  },
  {
    id: 'a-replay-gives-the-range-to-the-named-rule',
    statement:
      'A replay from a bus’s archive gives each order of the time range again, none from before it, only to the rule that it names, and each event says which replay it comes from.',
    reach: 'mechanism',
    seeds: ['001/event-bus'],
    notShown:
      'How long a replay takes, and events that reach the archive late: AWS advises to wait ten minutes before a replay.',
    judge: ({ bus }, { morning, afternoon }) => ({
      holds:
        bus.read.min === morning + afternoon &&
        bus.again.min === afternoon &&
        bus.twice.max === 0 &&
        bus.morningAgain.max === 0 &&
        bus.marked.min === afternoon &&
        bus.others.max === 0,
      because: `Read again: ${bus.again.median} of ${afternoon} orders of the afternoon, ${bus.morningAgain.median} of ${morning} of the morning; ${bus.marked.median} events named their replay, ${bus.others.median} came to another rule.`,
    }),
  },
  {
    id: 'an-archive-does-not-look-back',
    statement:
      'An archive holds what its bus took since it was made. Made after the bug was found, it gives nothing of the afternoon.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'What an archive costs while nobody needs it.',
    judge: ({ 'bus-archive-afterwards': afterwards, bus }, { morning, afternoon }) => ({
      holds:
        afterwards.read.min === morning + afternoon &&
        afterwards.again.max === 0 &&
        bus.again.min === afternoon,
      because: `Of ${afternoon} orders of the afternoon, read again: ${bus.again.median} with an archive from the beginning, ${afterwards.again.median} with one that was made afterwards.`,
    }),
  },
  {
    id: 'a-replay-keeps-no-order',
    statement:
      'A replay promises no order within a minute: where it is drawn at random, as the promise allows, orders came again in another order than they were told in.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'How often and how far the order changes on AWS, which only says that it is not guaranteed. The local cloud draws it at random, so that nobody relies on it.',
    judge: ({ bus }, { afternoon }) => ({
      holds: bus.again.min === afternoon && bus.swapped.min > 0,
      because: `Pairs that came the other way round: ${bus.swapped.median} of ${(afternoon * (afternoon - 1)) / 2}.`,
    }),
  },
  {
    id: 'a-log-is-read-again-in-order',
    statement:
      'A log is read again from noon on by whoever asks for it: each order of the afternoon, none of the morning, in the order in which they were told.',
    reach: 'mechanism',
    seeds: ['001/event-bus'],
    notShown:
      'Order over several shards: it is kept within one. And what the kitchen does with an order that it sees a second time.',
    judge: ({ log }, { morning, afternoon }) => ({
      holds:
        log.read.min === morning + afternoon &&
        log.again.min === afternoon &&
        log.twice.max === 0 &&
        log.morningAgain.max === 0 &&
        log.swapped.max === 0,
      because: `Read again: ${log.again.median} of ${afternoon} orders of the afternoon, ${log.morningAgain.median} of ${morning} of the morning; ${log.swapped.median} pairs came the other way round.`,
    }),
  },
];
