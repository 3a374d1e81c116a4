import type { ClaimDefinition } from '#experiment/define-experiment.ts';
import type { Summary } from '#experiment/summary.ts';

type Variant = 'throttled' | 'longer-visibility' | 'more-receives' | 'capped-pollers';
type Metric =
  | 'accepted'
  | 'done'
  | 'deadLettered'
  | 'neverRun'
  | 'lost'
  | 'doneAllTheSame'
  | 'receives'
  | 'mostReceives'
  | 'failures'
  | 'throttles'
  | 'settledSeconds';
type Parameter = 'orders' | 'serviceMs' | 'reservedConcurrency';

const sum = ({ values }: Summary) => values.reduce((total, value) => total + value, 0);

/** What a run of throttled-into-the-dlq is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'dead-lettered-without-a-run',
    statement:
      'A message whose invocation is throttled until its visibility timeout ends has been received for nothing. With a maxReceiveCount of 1 it ends as a dead letter although no handler ever saw it and none failed.',
    reach: 'mechanism',
    seeds: ['003/automatic-retry', '002/e13', '002/e9', '000/scalability'],
    notShown:
      'How many it hits on AWS: that depends on how fast Lambda’s pollers back off, which AWS does not say.',
    judge: ({ throttled }) => ({
      holds: throttled.neverRun.min > 0 && throttled.failures.max === 0 && throttled.throttles.min > 0,
      because: `${sum(throttled.neverRun)} of ${sum(throttled.deadLettered)} dead letters were never seen by a handler; ${sum(throttled.failures)} handler runs failed; ${sum(throttled.throttles)} invocations were throttled.`,
    }),
  },
  {
    id: 'each-mend-saves-every-order',
    statement:
      'With the same reserved concurrency, each of three settings alone keeps every order out of the dead-letter queue: a visibility timeout of six function timeouts, a maxReceiveCount of 10, or a maximum concurrency that equals the reserved one.',
    reach: 'mechanism',
    seeds: ['003/automatic-retry', '002/e13', '002/e11'],
    notShown:
      'A burst many times as large: the longer the backlog lasts, the more receives a throttled message uses up.',
    judge: (results, { orders }) => {
      const fixes = [results['longer-visibility'], results['more-receives'], results['capped-pollers']];
      return {
        holds:
          results.throttled.deadLettered.min > 0 &&
          fixes.every(({ deadLettered, done }) => deadLettered.max === 0 && done.min === orders),
        because: `Dead letters: ${sum(results.throttled.deadLettered)} without a fix, ${fixes.map(({ deadLettered }) => sum(deadLettered)).join(', ')} with them. Orders in the table with them: ${fixes.map(({ done }) => sum(done)).join(', ')} of ${sum(results['capped-pollers'].accepted)} each.`,
      };
    },
  },
  {
    id: 'capped-pollers-leave-the-rest-in-the-queue',
    statement:
      'With a maximum concurrency on the mapping that equals the function’s reserved concurrency nothing is throttled and every message is received once: what waits stays in the queue. With a longer visibility timeout or more receives invocations are still throttled.',
    reach: 'mechanism',
    seeds: ['000/rate-control', '003/consumption-rate'],
    notShown: 'Other callers of the same function, who take from the same reserved concurrency.',
    judge: (results) => {
      const capped = results['capped-pollers'];
      const others = [results.throttled, results['longer-visibility'], results['more-receives']];
      return {
        holds:
          capped.throttles.max === 0 &&
          capped.mostReceives.max === 1 &&
          others.every(({ throttles }) => throttles.min > 0),
        because: `Throttled invocations: ${sum(capped.throttles)} with a maximum concurrency of 2, ${others.map(({ throttles }) => sum(throttles)).join(', ')} in the other variants. With it no message was received more than ${capped.mostReceives.max === 1 ? 'once' : `${capped.mostReceives.max} times`}.`,
      };
    },
  },
  {
    id: 'more-receives-are-used-up-by-waiting',
    statement:
      'With a maxReceiveCount of 10 and a visibility timeout shorter than the backlog, messages are received again although no handler failed: waiting uses up receives that are meant for failures.',
    reach: 'mechanism',
    seeds: ['003/automatic-retry'],
    notShown: 'How many receives a message needs on AWS. It grows with the length of the backlog.',
    judge: ({ 'more-receives': more }, { orders }) => ({
      holds: more.mostReceives.min > 1 && more.receives.min > orders && more.failures.max === 0,
      because: `${sum(more.receives)} receives for ${sum(more.accepted)} orders, one message up to ${more.mostReceives.max} times; ${sum(more.failures)} handler runs failed.`,
    }),
  },
  {
    id: 'every-order-is-accounted-for',
    statement:
      'Every accepted order is in the table or in the dead-letter queue: nothing is lost without a trace.',
    reach: 'mechanism',
    seeds: ['002/e13', '000/dead-letter-queue'],
    notShown:
      'Without a dead-letter queue: then the messages would come again until they expire, and be gone.',
    judge: (results) => ({
      holds: Object.values(results).every(({ lost, accepted }) => lost.max === 0 && accepted.min > 0),
      because: `${Object.values(results).reduce((total, { accepted }) => total + sum(accepted), 0)} orders accepted, ${Object.values(results).reduce((total, { lost }) => total + sum(lost), 0)} of them neither in the table nor among the dead letters.`,
    }),
  },
];
