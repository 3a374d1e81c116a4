import type { ClaimDefinition } from '#experiment/define-experiment.ts';

export type Variant = 'push' | 'push-capped' | 'push-impatient' | 'buffer' | 'push-outage' | 'buffer-outage';
type Metric = 'accepted' | 'done' | 'peak' | 'tries' | 'throttles' | 'dropped' | 'drainMs';
type Parameter = 'orders' | 'apartMs' | 'cap' | 'serviceMs';

/** What a run of push-or-buffer is held to show. Each needs every order accepted. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'a-topic-hands-the-burst-on',
    statement:
      'A burst that a topic pushes into a function runs in it more than twice as wide as the cap of the queue’s consumer. Behind the queue it never runs wider than the cap. All of it is done in both, and nothing is throttled.',
    reach: 'mechanism',
    seeds: ['001/fan-out'],
    notShown:
      'How fast Lambda starts environments on AWS, and what the wider burst does to what stands behind the function.',
    judge: ({ push, buffer }, { orders, cap }) => ({
      holds:
        [push, buffer].every(
          ({ accepted, done, throttles }) =>
            accepted.min === orders && done.min === orders && throttles.max === 0,
        ) &&
        push.peak.min > 2 * cap &&
        buffer.peak.max <= cap,
      because: `Most at the same time, of ${orders} orders: ${push.peak.median} pushed, ${buffer.peak.median} behind a queue with a cap of ${cap}. Done: ${push.done.median} and ${buffer.done.median}.`,
    }),
  },
  {
    id: 'a-cap-without-a-queue-throttles',
    statement:
      'Reserved concurrency caps a pushed function by throttling it: Lambda keeps the event, waits and tries again until all are done. The queue’s consumer with the same cap is not throttled once.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A function behind a queue with reserved concurrency and no maximum concurrency: that is throttled too, and each throttle may use up a receive.',
    judge: ({ 'push-capped': capped, buffer }, { orders, cap }) => ({
      holds:
        [capped, buffer].every(({ accepted, done }) => accepted.min === orders && done.min === orders) &&
        capped.peak.max <= cap &&
        buffer.peak.max <= cap &&
        capped.throttles.min >= orders - cap &&
        buffer.throttles.max === 0,
      because: `Throttles for ${orders} orders with a cap of ${cap}: ${capped.throttles.median} pushed, ${buffer.throttles.median} behind a queue. Done: ${capped.done.median} and ${buffer.done.median}.`,
    }),
  },
  {
    id: 'an-event-that-gets-no-turn-is-dropped',
    statement:
      'An event that does not get its turn within its maximum age is dropped, without having run once, and its caller had a 202. The queue with the same cap drops none.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'How often it happens: the age is shortened and the work is not, so here one order takes longer than an event may wait. The age that Lambda sets when you do not: hours instead of a minute. And a message that outlasts the retention of its queue, which is dropped too.',
    judge: ({ 'push-impatient': impatient, buffer }, { orders }) => ({
      holds:
        impatient.accepted.min === orders &&
        impatient.dropped.min > 0 &&
        [...impatient.dropped.values].every(
          (dropped, index) =>
            dropped + (impatient.done.values[index] ?? 0) === orders &&
            impatient.tries.values[index] === impatient.done.values[index],
        ) &&
        buffer.accepted.min === orders &&
        buffer.done.min === orders &&
        buffer.dropped.max === 0,
      because: `Of ${orders} accepted orders ${impatient.dropped.median} were dropped and ${impatient.done.median} done with an age of a minute; behind the queue ${buffer.dropped.median} and ${buffer.done.median}.`,
    }),
  },
  {
    id: 'an-outage-outlasts-the-retries',
    statement:
      'The consumer fails for longer than Lambda tries: each pushed event is run three times and dropped, when nothing keeps failures. The same failure, ended before the receives of the queue are used up, costs the queue nothing: all is done in the end.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'The lengths of the two on AWS: Lambda’s waits between tries run faster here, the visibility timeout does not. An outage that is longer than retention or the receives allow: then the queue loses its messages too, or they lie in its dead-letter queue.',
    judge: ({ 'push-outage': push, 'buffer-outage': buffer }, { orders }) => ({
      holds:
        push.accepted.min === orders &&
        push.done.max === 0 &&
        push.dropped.min === orders &&
        push.tries.min === 3 * orders &&
        push.tries.max === 3 * orders &&
        buffer.accepted.min === orders &&
        buffer.done.min === orders &&
        buffer.dropped.max === 0 &&
        buffer.tries.min > orders,
      because: `Done of ${orders} accepted orders: ${push.done.median} pushed, ${buffer.done.median} behind a queue. Dropped: ${push.dropped.median} and ${buffer.dropped.median}. The function was run ${push.tries.median} and ${buffer.tries.median} times.`,
    }),
  },
];
