import { randomArrivals } from '#experiment/arrivals.ts';
import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import { queueDepth } from '#experiment/queue.ts';
import { courseOf, startSampler } from '#experiment/sampler.ts';
import { claims } from './protect-the-table/claims.ts';
import { spendSavedCapacity } from './protect-the-table/saved-capacity.ts';
import { accepted, sendOrders, storedOrders, untilDrained, warmUp } from './shared/order-api.ts';

const orders = 40;
const writeUnits = 10;
const pipeline = ['HTTP API', 'SQS', 'Lambda', 'DynamoDB'];

const capped = (maximumConcurrency: number) => ({
  pipeline,
  parameters: {
    maximumConcurrency: {
      label: 'maximum concurrency of the mapping',
      value: maximumConcurrency || 'none',
    },
  },
  context: {
    maximumConcurrency,
    writeUnits,
    serviceMs: 300,
    functionTimeoutSeconds: 2,
    visibilityTimeoutSeconds: 2,
    maxReceiveCount: 20,
  },
});

export default defineExperiment({
  question:
    'A burst waits in the queue, and the table behind takes ten writes a second. Is the table protected, and what does protecting it cost?',
  nextStep:
    'Set writeUnits in labs/queued-api/experiments/protect-the-table.ts to 30 and run it again: which maximum concurrency fits now?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders --json '{"orderId":"mine-1","customer":"me","item":"espresso"}'`,
  ],
  repetitions: 1,
  freshDeployments: true,
  parameters: {
    orders: { label: 'orders in one burst', value: orders, unit: 'orders' },
    writeUnits: {
      label: 'writes per second that the table is provisioned for',
      value: writeUnits,
      unit: '1/s',
    },
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for a payment provider that the handler waits for.',
    },
  },
  variants: {
    two: { label: 'at most 2', ...capped(2) },
    five: { label: 'at most 5', ...capped(5) },
    ten: { label: 'at most 10', ...capped(10) },
    none: { label: 'no maximum', ...capped(0) },
  },
  metrics: {
    accepted: { label: 'orders accepted', unit: 'orders', better: 'neither' },
    done: { label: 'orders in the table at the end', unit: 'orders', better: 'higher' },
    throttles: { label: 'writes that the table refused', unit: 'writes', better: 'lower' },
    failures: { label: 'deliveries beyond the first', unit: 'deliveries', better: 'lower' },
    runs: { label: 'handler runs per order', unit: 'runs', better: 'lower' },
    mostSeconds: { label: 'seconds until nine of ten orders are stored', unit: 's', better: 'lower' },
    drainSeconds: { label: 'seconds until every order is stored', unit: 's', better: 'lower' },
  },
  series: {
    waiting: {
      label: 'messages waiting in the queue',
      unit: 'messages',
      x: { label: 'time since the first order', unit: 's' },
    },
  },
  predictions: [
    {
      kind: 'choice',
      id: 'protected',
      prompt:
        'There is a queue in front, and no maximum concurrency is set. Is the table protected from the burst?',
      options: [
        { value: 'yes', label: 'yes: that is what the queue is for' },
        { value: 'no', label: 'no: the pollers bring the burst to the table' },
      ],
      answer: ({ none }) => (none.throttles.median > 0 ? 'no' : 'yes'),
    },
    {
      kind: 'choice',
      id: 'fastest',
      prompt: 'With which maximum concurrency are nine of ten orders stored first?',
      options: [
        { value: 'two', label: '2' },
        { value: 'five', label: '5' },
        { value: 'ten', label: '10' },
        { value: 'none', label: 'none' },
      ],
      answer: (results) => {
        const [best = 'two'] = (['two', 'five', 'ten', 'none'] as const).toSorted(
          (a, b) => results[a].mostSeconds.median - results[b].mostSeconds.median,
        );
        return best;
      },
    },
  ],

  warmUp: (surroundings) => warmUp(surroundings, 5),

  async run({ variant, repetition, random, progress, events, ...surroundings }) {
    const { clients, clock, outputs, parameters, runId } = surroundings;
    const customer = `${runId}-${variant}-${repetition}`;
    progress(0, 'spending the capacity that the table has saved');
    await spendSavedCapacity(clients.documents, outputs.TableName ?? '');
    const begin = clock.now();
    const sampler = startSampler({
      clock,
      everyMs: 200,
      look: () => queueDepth(clients.sqs, outputs.QueueUrl ?? ''),
    });
    const sent = await sendOrders(
      surroundings,
      customer,
      randomArrivals(parameters.orders, 100, random),
      (answered) => progress(answered / parameters.orders / 2, `${answered} orders accepted`),
    );
    await untilDrained(surroundings);
    const samples = await sampler.stop();
    const rows = await storedOrders(surroundings, customer);
    const orderIds = sent.filter(accepted).map(({ orderId }) => orderId);
    const stored = orderIds.flatMap((orderId) => rows.get(orderId)?.storedAt ?? []).sort((a, b) => a - b);
    // What a table refused is a metric of CloudWatch on AWS; here only the cloud's events tell it.
    return {
      metrics: {
        accepted: orderIds.length,
        done: stored.length,
        throttles: eventsOf(events, 'capacity-throttled', 'Orders').filter(({ invocationId }) => invocationId)
          .length,
        failures: eventsOf(events, 'message-received', 'OrderQueue').length - orderIds.length,
        runs: eventsOf(events, 'invocation-started').length / orderIds.length,
        mostSeconds: ((stored[Math.ceil(0.9 * orderIds.length) - 1] ?? Number.NaN) - begin) / 1000,
        drainSeconds: ((stored.at(-1) ?? Number.NaN) - begin) / 1000,
      },
      series: { waiting: courseOf(samples, begin, ({ value }) => value.waiting) },
    };
  },

  claims,
});
