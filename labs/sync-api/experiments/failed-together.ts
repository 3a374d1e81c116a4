import { defineExperiment, type RunContext } from '#experiment/define-experiment.ts';
import { openLoop } from '#experiment/open-loop.ts';
import {
  backOff,
  backOffWithJitter,
  neverRetry,
  type RetryPolicy,
  retryAfter,
  sendWithRetries,
} from '#experiment/retry.ts';
import { warmUpEnvironments } from '#experiment/warm-up.ts';
import { claims, type Parameter, type Variant } from './failed-together/claims.ts';

const context = { serviceMs: 100, concurrency: 4 };
const attempts = 4;
/** Twice as long as an order takes: who waits for so long finds the function free. */
const baseMs = 2 * context.serviceMs;
const waits = Array.from({ length: attempts - 1 }, (_, retry) => baseMs * 2 ** retry).join(', ');

const variant = (label: string, policy: string) => ({
  label,
  pipeline: ['HTTP API', 'Lambda', 'DynamoDB'],
  context,
  parameters: { policy: { label: 'callers who are refused', value: policy } },
});

export default defineExperiment({
  question:
    'Many callers ask at the same moment, and the function has room for a few. The others try again: at once, after a pause, or after a pause drawn at random. Who is served?',
  nextStep:
    'Set baseMs in labs/sync-api/experiments/failed-together.ts to a quarter of the service time and run it again: is back-off still better than a retry at once?',
  byHand: ({ ApiUrl }) => [
    `seq 24 | xargs -P 24 -I{} curl -s --retry 3 -o /dev/null -w '%{http_code} %{num_retries}\\n' ${ApiUrl}/orders --json '{"customer":"me","item":"{}"}'`,
  ],
  repetitions: 3,
  // Those who come back together, and those whom chance keeps apart: of two variants more attempts are kept.
  replayed: { path: '/orders', beforeMs: 0, afterMs: 3_000, variants: ['back-off', 'jitter'] },
  parameters: {
    orders: { label: 'orders, all at once', value: 24, unit: 'orders' },
    concurrency: {
      label: 'reserved concurrency of the function',
      fromOutput: 'Concurrency',
      unit: 'orders',
    },
    attempts: { label: 'attempts per order, at most', value: attempts, unit: 'attempts' },
    baseMs: { label: 'first pause of back-off', value: baseMs, unit: 'ms' },
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for a payment provider that the handler waits for.',
    },
  },
  variants: {
    none: variant('no retry', 'give up'),
    immediate: variant('at once', 'try again at once'),
    'back-off': variant('back-off', `wait ${waits} ms`),
    jitter: variant('back-off with jitter', `wait up to ${waits} ms, drawn at random`),
  },
  metrics: {
    orders: { label: 'orders', unit: 'orders', better: 'neither' },
    attempts: { label: 'attempts', unit: 'attempts', better: 'lower' },
    succeeded: { label: 'orders placed', unit: 'orders', better: 'higher' },
    refused: { label: 'attempts refused', unit: 'attempts', better: 'lower' },
  },
  series: {},
  predictions: [
    {
      kind: 'number',
      id: 'placed-with-back-off',
      prompt:
        '24 orders at the same moment, room for 4, four attempts each, and the same growing pause for all. How many orders are placed?',
      unit: 'orders',
      answer: (results) => results['back-off'].succeeded.median,
    },
    {
      kind: 'choice',
      id: 'jitter',
      prompt: 'And when each pause is drawn at random?',
      options: [
        { value: 'more', label: 'more of them' },
        { value: 'as-many', label: 'as many, or fewer' },
      ],
      answer: ({ 'back-off': same, jitter }) =>
        jitter.succeeded.median > same.succeeded.median ? 'more' : 'as-many',
    },
  ],

  async warmUp({ clients, outputs, runId, signal }) {
    const order = { customer: runId, item: 'warm-up' };
    await warmUpEnvironments(context.concurrency, () =>
      clients.http.postJson(`${outputs.ApiUrl}/orders`, order, signal),
    );
  },

  async run({ variant, clients, clock, outputs, parameters, progress, random, runId, signal }) {
    const policy = policyOf(variant, random);
    let done = 0;
    const statuses = await openLoop({
      arrivals: Array.from({ length: parameters.orders }, () => 0),
      clock,
      signal,
      async send({ index }) {
        const order = { customer: runId, item: `espresso ${index + 1}` };
        const answers = await sendWithRetries({
          clock,
          signal,
          policy,
          failed: (status) => status >= 500,
          send: async () => (await clients.http.postJson(`${outputs.ApiUrl}/orders`, order, signal)).status,
        });
        done += 1;
        progress(
          done / parameters.orders,
          `${done} of ${parameters.orders} callers have given up or been served`,
        );
        return answers;
      },
    });
    const all = statuses.flat();
    return {
      metrics: {
        orders: statuses.length,
        attempts: all.length,
        succeeded: statuses.filter((each) => each.at(-1) === 201).length,
        refused: all.filter((status) => status >= 500).length,
      },
      series: {},
    };
  },

  claims,
});

/** How every caller behaves. */
function policyOf(variant: Variant, random: RunContext<Variant, Parameter>['random']): RetryPolicy {
  const pauses = { attempts, baseMs, capMs: 10 * baseMs };
  const policies: Record<Variant, RetryPolicy> = {
    none: neverRetry,
    immediate: retryAfter(0, attempts),
    'back-off': backOff(pauses),
    jitter: backOffWithJitter({ ...pauses, random }),
  };
  return policies[variant];
}
