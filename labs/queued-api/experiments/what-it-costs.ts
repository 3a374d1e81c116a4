import { defineExperiment } from '#experiment/define-experiment.ts';
import { operationMetrics, operationsOf } from '#experiment/operations.ts';
import { sendOrders, storedOrders, untilDrained, warmUp } from './shared/order-api.ts';
import { claims } from './what-it-costs/claims.ts';

const pipeline = ['HTTP API', 'SQS', 'Lambda', 'DynamoDB'];
/** Two batches at a time, so that orders wait, and a message that fails comes back after two seconds. */
const common = {
  maximumConcurrency: 2,
  serviceMs: 50,
  functionTimeoutSeconds: 2,
  visibilityTimeoutSeconds: 2,
  maxReceiveCount: 20,
};
const batches = (batchSize: number, arrive: string, failures = 0) => ({
  pipeline,
  context: { ...common, batchSize },
  parameters: {
    batchSize: { label: 'batch size', value: batchSize, unit: 'messages' },
    arrive: { label: 'orders arrive', value: arrive },
    failures: {
      label: 'invocations that fail for each order',
      value: failures,
      ...(failures > 0 && { injected: 'Lambda fails them without running the handler.' }),
    },
  },
});

export default defineExperiment({
  question:
    'The same orders through a queue: one by one, in batches, slower than batches fill, and delivered three times. What is billed?',
  nextStep:
    'Set batchSize of the variant ten in labs/queued-api/experiments/what-it-costs.ts to 5: how many requests are left for each order?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders --json '{"orderId":"mine-1","customer":"me","item":"espresso"}'`,
  ],
  repetitions: 3,
  // Operations are counted: how long any of them takes decides nothing.
  tolerance: { loopLag: 10, sendDrift: 20, clockJump: 10, cpuTaken: 1 },
  parameters: {
    orders: { label: 'orders', value: 40, unit: 'orders' },
    serviceMs: {
      label: 'service time of an invocation, as the orders of a batch wait side by side',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected:
        'Stands in for a payment provider that the handler waits for. It is what the bill takes for the duration.',
    },
    memoryMb: {
      label: 'memory of the function, which is what a stack gets that sets none',
      value: 128,
      unit: 'MB',
    },
  },
  variants: {
    one: { label: 'queued, one by one', ...batches(1, 'all at once') },
    ten: { label: 'queued, up to ten', ...batches(10, 'all at once') },
    trickle: { label: 'queued, up to ten, trickling', ...batches(10, 'each when the one before is done') },
    thrice: { label: 'queued, delivered three times', ...batches(1, 'all at once', 2) },
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
      id: 'ten-invocations',
      prompt:
        'Forty orders at once, batches of up to ten, two batches at a time. How many invocations? The pollers are asking already when the first order comes.',
      unit: 'invocations',
      answer: ({ ten }) => ten.invocations.median,
    },
    {
      kind: 'choice',
      id: 'trickle',
      prompt:
        'The batch size is ten, and an order comes only after the one before is done. How large are the batches?',
      options: [
        { value: 'one', label: 'about one: a poller takes what is there' },
        { value: 'ten', label: 'ten: it waits until the batch is full' },
      ],
      answer: ({ trickle }) => (trickle.invocations.median > trickle.done.median / 2 ? 'one' : 'ten'),
    },
  ],

  warmUp: (surroundings) => warmUp(surroundings, common.maximumConcurrency),

  async run({ variant, repetition, progress, events, faults, ...api }) {
    const { orders } = api.parameters;
    const customer = `${api.runId}-bill-${variant}-${repetition}`;
    if (variant === 'thrice') faults.inject({ resource: 'Worker', fault: 'fail', times: 2 * orders });
    const tell = (accepted: number) =>
      progress(accepted / orders, `${accepted} of ${orders} orders accepted`);
    if (variant === 'trickle') {
      for (let sent = 1; sent <= orders; sent += 1) {
        await sendOrders(api, `${customer}-${sent}`, [0], () => tell(sent));
        await untilDrained(api, { everyMs: 20 });
      }
    } else {
      await sendOrders(api, customer, new Array(orders).fill(0), tell);
      await untilDrained(api);
    }
    const operations = operationsOf(events);
    const customers =
      variant === 'trickle'
        ? Array.from({ length: orders }, (_, index) => `${customer}-${index + 1}`)
        : [customer];
    const rows = await Promise.all(customers.map((each) => storedOrders(api, each)));
    const done = rows.reduce((sum, { size }) => sum + size, 0);
    return { metrics: { done, ...operations, billedWaits: operations.invocations }, series: {} };
  },

  claims,
});
