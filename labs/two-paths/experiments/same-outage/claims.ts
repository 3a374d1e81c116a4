import type { ClaimDefinition } from '#experiment/define-experiment.ts';
import type { Summary } from '#experiment/summary.ts';

export type Variant = 'sync-short' | 'queued-short' | 'queued-between' | 'sync-long' | 'queued-long';
type Metric = 'accepted' | 'told5xx' | 'processed' | 'deadLettered' | 'lost' | 'secretlyStored' | 'slowestMs';
type Parameter = 'orders' | 'ratePerSecond' | 'downAfterMs' | 'visibilitySeconds' | 'maxReceiveCount';

/**
 * Which path, and for how long the table is down. With a visibility timeout of 1 s and two receives, a message is tried
 * when it comes and 1 s later. The outage in between is longer than that and shorter than visibility × maxReceiveCount.
 */
export const outages: Record<Variant, { route: 'sync' | 'queued'; seconds: number }> = {
  'sync-short': { route: 'sync', seconds: 0.6 },
  'queued-short': { route: 'queued', seconds: 0.6 },
  'queued-between': { route: 'queued', seconds: 1.7 },
  'sync-long': { route: 'sync', seconds: 3.6 },
  'queued-long': { route: 'queued', seconds: 3.6 },
};
const variants = Object.keys(outages) as Variant[];

/** What a run of same-outage is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'every-accepted-order-is-accounted-for',
    statement:
      'Whatever the outage does, no accepted order disappears: each is in the table or in the dead-letter queue, on both paths.',
    reach: 'mechanism',
    seeds: ['002/e13', '002/s13', '000/buffer'],
    notShown:
      'What the dead-letter queue loses when nobody looks before its own retention ends, and a queue without one: there messages are tried until retention ends, and are then gone.',
    judge: (results) => ({
      holds: variants.every((variant) => {
        const { accepted, processed, deadLettered, lost } = results[variant];
        return accepted.values.every(
          (count, index) =>
            lost.values[index] === 0 &&
            (processed.values[index] ?? 0) + (deadLettered.values[index] ?? 0) === count,
        );
      }),
      because: `${variants.map((variant) => accounted(variant, results[variant])).join('; ')}.`,
    }),
  },
  {
    id: 'sync-callers-hear-of-it',
    statement:
      'While the table is down synchronous callers hear a 5xx, the more of them the longer it lasts, and what they were refused is not in the table.',
    reach: 'mechanism',
    seeds: ['002/s13', '002/s5'],
    notShown:
      'Which 5xx: the handler passes the error on, and the gateway makes its own of it. A handler may also answer from a cache, or with half an answer.',
    judge: ({ 'sync-short': short, 'sync-long': long }) => ({
      // Orders arrive at the same moments in both variants of a repetition, and at others in the next: each is compared
      // with its like, since the fewest of the one against the most of the other would be a matter of chance.
      holds:
        sum(short.told5xx) > 0 &&
        long.told5xx.values.every((told, index) => told > (short.told5xx.values[index] ?? told)) &&
        short.secretlyStored.max === 0 &&
        long.secretlyStored.max === 0,
      because: `Told of a failure: ${sum(short.told5xx)} callers in the short outage, ${sum(long.told5xx)} in the long one; refused orders in the table: ${sum(short.secretlyStored) + sum(long.secretlyStored)}.`,
    }),
  },
  {
    id: 'queued-callers-do-not',
    statement:
      'Queued callers hear nothing of any of the outages: all of them get their receipt. Orders are accepted while none can be done.',
    reach: 'mechanism',
    seeds: ['002/e6', '002/e13', '001/fault-tolerance'],
    notShown: 'An outage of the queue itself, or of the gateway in front of it.',
    judge: ({ 'queued-short': short, 'queued-between': between, 'queued-long': long }, { orders }) => ({
      holds: [short, between, long].every(
        ({ accepted, told5xx }) => accepted.min === orders && told5xx.max === 0,
      ),
      because: `Accepted: ${[short, between, long].map(({ accepted }) => sum(accepted)).join(', ')} of ${orders * short.accepted.values.length} orders each; told of a failure: ${[short, between, long].reduce((total, { told5xx }) => total + sum(told5xx), 0)} callers.`,
    }),
  },
  {
    id: 'redelivery-outlasts-only-the-short-outage',
    statement:
      'A queue tries an order for visibility timeout × (maxReceiveCount − 1): then comes the last attempt. In a shorter outage every order is processed, late. One that is longer dead-letters good orders, also when it is shorter than visibility timeout × maxReceiveCount.',
    reach: 'mechanism',
    seeds: ['002/e13', '003/automatic-retry', '000/buffer', '000/dead-letter-queue'],
    notShown:
      'The advised settings, with which the redeliveries last minutes instead of seconds; and the redrive that brings the dead letters back.',
    judge({ 'queued-short': short, 'queued-between': between, 'queued-long': long }, parameters) {
      const { visibilitySeconds, maxReceiveCount } = parameters;
      const lastAttempt = visibilitySeconds * (maxReceiveCount - 1);
      const usualRule = visibilitySeconds * maxReceiveCount;
      const seconds = (variant: Variant) => outages[variant].seconds;
      const inWords = (variant: Variant, { processed, accepted, deadLettered }: Record<Metric, Summary>) =>
        `Down for ${seconds(variant)} s: ${sum(processed)} of ${sum(accepted)} processed, ${sum(deadLettered)} in the dead-letter queue.`;
      return {
        holds:
          seconds('queued-short') < lastAttempt &&
          lastAttempt < seconds('queued-between') &&
          seconds('queued-between') < usualRule &&
          short.deadLettered.max === 0 &&
          short.processed.values.every((count, index) => count === short.accepted.values[index]) &&
          between.deadLettered.min > 0 &&
          long.deadLettered.min > 0,
        because: `The last attempt comes ${lastAttempt} s after the first, and visibility timeout × maxReceiveCount is ${usualRule} s. ${inWords('queued-short', short)} ${inWords('queued-between', between)} ${inWords('queued-long', long)}`,
      };
    },
  },
];

const sum = ({ values }: Summary) => values.reduce((total, value) => total + value, 0);

const accounted = (variant: Variant, { accepted, processed, deadLettered, lost }: Record<Metric, Summary>) =>
  `${variant}: ${sum(processed)} processed + ${sum(deadLettered)} dead-lettered + ${sum(lost)} lost of ${sum(accepted)} accepted`;
