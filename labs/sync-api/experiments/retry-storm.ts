import { phasedArrivals } from '#experiment/arrivals.ts';
import { defineExperiment, type RunContext } from '#experiment/define-experiment.ts';
import { openLoop } from '#experiment/open-loop.ts';
import {
  backOffWithJitter,
  neverRetry,
  RetryBudget,
  type RetryPolicy,
  sendWithRetries,
} from '#experiment/retry.ts';
import { warmUpEnvironments } from '#experiment/warm-up.ts';
import { attempts, budget, claims, type Parameter, type Variant } from './retry-storm/claims.ts';

/**
 * The provider does 33 payments a second, however many wait for it. Sixteen at a time take it 480 ms each: longer than
 * the gateway waits, so that at the limit of the function every attempt is work for nobody. So far from what the gateway
 * waits for, chance does not end the storm: a lull in the arrivals would have to halve what is in progress.
 */
const context = { serviceMs: 60, providerHands: 2, concurrency: 16, deadlineMs: 180 };

/**
 * Orders per second, and for how long. Half of what the provider can do: tried four times that is twice what it can do, so
 * that neither a lull in the arrivals ends the storm nor a crowd of them begins one. After it, enough orders to tell.
 */
const before = { rate: 16, seconds: 0.17 };
const surge = { rate: 160, seconds: 0.15 };
/** Time in which the system may recover; what is sent after it is what counts. */
const recovery = { rate: 16, seconds: 1.25 };
const after = { rate: 16, seconds: 1.25 };

const baseMs = 2 * context.serviceMs;
const waits = Array.from({ length: attempts - 1 }, (_, retry) => baseMs * 2 ** retry);

const pipeline = ['HTTP API', 'Lambda', 'payment provider', 'DynamoDB'];
const variant = (label: string, policy: string) => ({
  label,
  pipeline,
  context,
  parameters: {
    policy: { label: 'callers whose attempt fails', value: policy },
    concurrency: {
      label: 'reserved concurrency of the function',
      value: context.concurrency,
      unit: 'orders',
    },
    deadlineMs: { label: "gateway's integration timeout", value: context.deadlineMs, unit: 'ms' },
    providerHands: {
      label: 'payments that the provider does at full speed',
      value: context.providerHands,
      unit: 'payments',
      injected: 'Stands in for a shared backend that gets slower for everybody when it is crowded.',
    },
  },
});

export default defineExperiment({
  question:
    'A short surge overloads the backend, and callers try again. Who gets served, at how many attempts each, and is it over when the surge is?',
  nextStep:
    'Set `attempts` in labs/sync-api/experiments/retry-storm/claims.ts to 2: how much patience does it take to keep the storm alive?',
  byHand: ({ ApiUrl }) => [
    `seq 40 | xargs -P 10 -I{} curl -s --retry 3 -o /dev/null -w '%{http_code} %{num_retries}\\n' ${ApiUrl}/orders --json '{"customer":"me","item":"{}"}'`,
  ],
  repetitions: 3,
  // Of the orders after the surge most are placed, or few: requests that are sent somewhat late change neither.
  tolerance: { loopLag: 1.5, sendDrift: 1.5 },
  parameters: {
    normalRate: { label: 'orders arrive at', value: before.rate, unit: '1/s' },
    surgeRate: { label: 'and in the surge at', value: surge.rate, unit: '1/s' },
    surgeSeconds: { label: 'length of the surge', value: surge.seconds, unit: 's' },
    surgeEnds: { label: 'the surge ends after', value: before.seconds + surge.seconds, unit: 's' },
    recoverySeconds: {
      label: 'time to recover, before orders count as sent after it',
      value: recovery.seconds,
      unit: 's',
    },
    attempts: { label: 'attempts per order, at most', value: attempts, unit: 'attempts' },
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for a payment provider that the handler waits for.',
    },
  },
  variants: {
    none: variant('no retry', 'give up'),
    'back-off': variant('back-off with jitter', `wait up to ${waits.join(', ')} ms, drawn at random`),
    'budget-each': variant('a budget for each caller', 'as with back-off, each with a budget of its own'),
    budget: variant('one budget for all', 'as with back-off, retries at most a tenth of the orders'),
  },
  metrics: {
    orders: { label: 'orders', unit: 'orders', better: 'neither' },
    attempts: { label: 'attempts', unit: 'attempts', better: 'lower' },
    succeeded: { label: 'orders placed', unit: 'orders', better: 'higher' },
    attemptsPerSuccess: { label: 'attempts per order placed', unit: 'attempts', better: 'lower' },
    placedInSurge: { label: 'orders placed, of those sent in the surge', unit: 'orders', better: 'higher' },
    placedSince: { label: 'orders placed, of those sent since the surge', unit: 'orders', better: 'higher' },
    surgePercent: { label: 'of those sent in the surge, placed', unit: '%', better: 'higher' },
    afterPercent: { label: 'of those sent long after the surge, placed', unit: '%', better: 'higher' },
  },
  series: {
    attemptsPerOrder: { label: 'attempts', unit: 'attempts', x: { label: 'order sent after', unit: 's' } },
  },
  predictions: [
    {
      kind: 'choice',
      id: 'best-after-the-surge',
      prompt: 'More than a second after the surge, back at normal load: whose orders are placed?',
      options: [
        { value: 'back-off', label: 'of the callers who back off with jitter' },
        { value: 'budget-each', label: 'of the callers who have a budget each' },
        { value: 'give-up', label: 'of the callers who give up, or share one budget' },
      ],
      answer({ none, 'back-off': backOff, 'budget-each': each, budget }) {
        const giveUp = Math.max(none.afterPercent.median, budget.afterPercent.median);
        if (giveUp >= Math.max(backOff.afterPercent.median, each.afterPercent.median)) return 'give-up';
        return backOff.afterPercent.median >= each.afterPercent.median ? 'back-off' : 'budget-each';
      },
    },
    {
      kind: 'number',
      id: 'attempts-per-success',
      prompt:
        'Callers try up to four times, with back-off and jitter. How many attempts does it take per order placed?',
      unit: 'attempts',
      answer: (results) => results['back-off'].attemptsPerSuccess.median,
    },
  ],

  async warmUp({ clients, clock, outputs, runId, signal }) {
    const order = { customer: runId, item: 'warm-up' };
    const place = () => clients.http.postJson(`${outputs.ApiUrl}/orders`, order, signal);
    await warmUpEnvironments(context.concurrency, place);
    // The gateway has given up on most of these, whose payments go on: until one is quick again, and the last are made.
    let status = 0;
    while (status !== 201) {
      await clock.sleepUntil(clock.now() + context.serviceMs, signal);
      ({ status } = await place());
    }
    await clock.sleepUntil(clock.now() + 10 * context.serviceMs, signal);
  },

  async run({ variant, clients, clock, outputs, progress, random, runId, signal }) {
    const begin = clock.now();
    const policyOfNext = policies(variant, random);
    let done = 0;
    const orders = await openLoop({
      arrivals: phasedArrivals([before, surge, recovery, after].map(phase), random),
      clock,
      signal,
      async send({ index, intendedAt }) {
        const order = { customer: runId, item: `espresso ${index + 1}` };
        const statuses = await sendWithRetries({
          clock,
          signal,
          policy: policyOfNext(),
          failed: (status) => status >= 500,
          send: async () => (await clients.http.postJson(`${outputs.ApiUrl}/orders`, order, signal)).status,
        });
        done += 1;
        progress(done / orderCount, `${done} of ${orderCount} callers have given up or been served`);
        const sentAt = (intendedAt - begin) / 1000;
        return { sentAt, attempts: statuses.length, placed: statuses.at(-1) === 201 };
      },
    });
    // What nobody waits for any more must not burden the next repetition.
    await clock.sleepUntil(clock.now() + 10 * context.serviceMs, signal);

    const surgeEnds = before.seconds + surge.seconds;
    const inSurge = orders.filter(({ sentAt }) => sentAt >= before.seconds && sentAt < surgeEnds);
    const later = orders.filter(({ sentAt }) => sentAt >= surgeEnds + recovery.seconds);
    const sent = orders.reduce((sum, order) => sum + order.attempts, 0);
    const succeeded = countPlaced(orders);
    return {
      metrics: {
        orders: orders.length,
        attempts: sent,
        succeeded,
        placedInSurge: countPlaced(inSurge),
        placedSince: countPlaced(orders.filter(({ sentAt }) => sentAt >= surgeEnds)),
        attemptsPerSuccess: sent / Math.max(1, succeeded),
        surgePercent: percentPlaced(inSurge),
        afterPercent: percentPlaced(later),
      },
      series: {
        attemptsPerOrder: {
          x: orders.map(({ sentAt }) => sentAt),
          values: orders.map((each) => each.attempts),
        },
      },
    };
  },

  claims,
});

const phase = ({ rate, seconds }: typeof surge) => ({
  count: Math.round(rate * seconds),
  ratePerSecond: rate,
});
const orderCount = [before, surge, recovery, after].map(phase).reduce((sum, { count }) => sum + count, 0);

const countPlaced = (orders: { placed: boolean }[]) => orders.filter(({ placed }) => placed).length;
const percentPlaced = (orders: { placed: boolean }[]) => (100 * countPlaced(orders)) / orders.length;

/** How each caller behaves. Each order has a caller of its own; those who share a budget share it through this. */
function policies(variant: Variant, random: RunContext<Variant, Parameter>['random']): () => RetryPolicy {
  const jitter = backOffWithJitter({ attempts, baseMs, capMs: 10 * baseMs, random });
  const shared = new RetryBudget(budget);
  const byVariant: Record<Variant, () => RetryPolicy> = {
    none: () => neverRetry,
    'back-off': () => jitter,
    'budget-each': () => new RetryBudget(budget).policyOf(jitter),
    budget: () => shared.policyOf(jitter),
  };
  return byVariant[variant];
}
