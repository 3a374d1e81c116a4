import { defineExperiment } from '#experiment/define-experiment.ts';
import { operationMetrics, operationsOf } from '#experiment/operations.ts';
import { placedAt, type Route, routes, sendOrders, untilQueueIsEmpty, warmUp } from './shared/orders.ts';
import { claims } from './what-it-costs/claims.ts';

/** No limit, so that nobody is refused, and one order per invocation. */
const context = { concurrency: 0, batchSize: 1, serviceMs: 100 };
const atOnce = 5;

const variant = (route: Route, label: string, pipeline: string[]) => ({
  label,
  pipeline,
  context,
  parameters: { route: { label: 'route', value: `POST ${routes[route]}` } },
});

export default defineExperiment({
  question: 'The same orders on both paths. What is billed for them, and what does the queue add?',
  nextStep:
    'Set serviceMs in labs/two-paths/experiments/what-it-costs.ts to 400: which counts change, and which line of the bill does?',
  byHand: ({ ApiUrl }) =>
    Object.values(routes).map(
      (route) => `curl -i ${ApiUrl}${route} --json '{"orderId":"mine","customer":"me","item":"espresso"}'`,
    ),
  repetitions: 3,
  // Operations are counted: how long any of them takes decides nothing.
  tolerance: { loopLag: 10, sendDrift: 20, clockJump: 10, cpuTaken: 1 },
  parameters: {
    orders: { label: 'orders, five at the same moment', value: 20, unit: 'orders' },
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected:
        'Stands in for a payment provider that the handler waits for. It is what the bill takes for the duration.',
    },
    memoryMb: {
      label: 'memory of each function, which is what a stack gets that sets none',
      value: 128,
      unit: 'MB',
    },
  },
  variants: {
    sync: variant('sync', 'synchronous', ['HTTP API', 'Lambda', 'DynamoDB']),
    queued: variant('queued', 'queued, one by one', ['HTTP API', 'SQS', 'Lambda', 'DynamoDB']),
  },
  metrics: {
    done: { label: 'orders in the table at the end', unit: 'orders', better: 'higher' },
    ...operationMetrics,
    billedWaits: { label: 'invocations that wait for the payment', unit: 'invocations', better: 'lower' },
  },
  series: {},
  predictions: [
    {
      kind: 'number',
      id: 'queue-requests',
      prompt: 'Twenty orders go through the queue, one by one. How many requests to SQS are billed?',
      unit: 'requests',
      answer: ({ queued: { sends, receives, deletes } }) => sends.median + receives.median + deletes.median,
    },
    {
      kind: 'choice',
      id: 'waits',
      prompt: 'Nobody waits for a queued order. On which path is the time billed that the payment takes?',
      options: [
        { value: 'both', label: 'on both: it is the function that waits' },
        { value: 'sync', label: 'on the synchronous one only' },
      ],
      answer: ({ sync, queued }) => (queued.billedWaits.median < sync.billedWaits.median ? 'sync' : 'both'),
    },
  ],

  warmUp: (surroundings) => warmUp(surroundings, atOnce),

  async run({ variant, repetition, progress, events, ...shop }) {
    const { parameters, runId } = shop;
    const { orders, serviceMs } = parameters;
    const customer = `${runId}-bill-${variant}-${repetition}`;
    const waves = Array.from({ length: orders }, (_, index) => 3 * serviceMs * Math.floor(index / atOnce));
    await sendOrders(shop, variant, customer, waves, (answered) =>
      progress(answered / orders, `${answered} of ${orders} callers answered`),
    );
    await untilQueueIsEmpty(shop);
    const operations = operationsOf(events);
    const done = (await placedAt(shop, customer)).size;
    return { metrics: { done, ...operations, billedWaits: operations.invocations }, series: {} };
  },

  claims,
});
