import type { ClaimDefinition } from '#experiment/define-experiment.ts';
import type { Summary } from '#experiment/summary.ts';

type Variant = 'throttled' | 'longer-visibility' | 'capped-pollers' | 'more-concurrency';
type Metric =
  | 'accepted'
  | 'done'
  | 'deadLettered'
  | 'neverRun'
  | 'lost'
  | 'failures'
  | 'throttles'
  | 'settledSeconds';
type Parameter = 'orders' | 'serviceMs';

const sum = ({ values }: Summary) => values.reduce((total, value) => total + value, 0);

/** What a run of throttled-into-the-dlq is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'dead-lettered-without-a-run',
    statement:
      'A message whose invocation is throttled until its visibility timeout ends has been received for nothing. With a small maxReceiveCount it ends as a dead letter although no handler ever saw it and none failed.',
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
      'A visibility timeout of six function timeouts with five receives, pollers capped at what the function may run, or concurrency for all pollers: each alone, and no order ends as a dead letter.',
    reach: 'mechanism',
    seeds: ['003/automatic-retry', '002/e13', '002/e11'],
    notShown:
      'A burst many times as large: the longer the backlog, the more receives a throttled message burns.',
    judge: (results, { orders }) => {
      const mends = [results['longer-visibility'], results['capped-pollers'], results['more-concurrency']];
      return {
        holds: mends.every(({ deadLettered, done }) => deadLettered.max === 0 && done.min === orders),
        because: `Dead letters after the mends: ${mends.map(({ deadLettered }) => sum(deadLettered)).join(', ')}; orders in the table: ${mends.map(({ done }) => sum(done)).join(', ')} of ${sum(results['capped-pollers'].accepted)} each.`,
      };
    },
  },
  {
    id: 'capped-pollers-leave-the-rest-in-the-queue',
    statement:
      'With a maximum concurrency on the mapping the pollers receive no more than the function may run: nothing is throttled, and what waits waits in the queue, where it costs no receives.',
    reach: 'mechanism',
    seeds: ['000/rate-control', '003/consumption-rate'],
    notShown: 'Other callers of the same function, who take from the same reserved concurrency.',
    judge: (results) => ({
      holds: results['capped-pollers'].throttles.max === 0 && results.throttled.throttles.min > 0,
      because: `Throttled invocations: ${sum(results['capped-pollers'].throttles)} with a maximum concurrency of 2, ${sum(results.throttled.throttles)} without.`,
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
