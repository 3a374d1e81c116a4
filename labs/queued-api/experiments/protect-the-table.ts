import { randomArrivals } from '#experiment/arrivals.ts';
import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import { queueDepth } from '#experiment/queue.ts';
import { courseOf, startSampler } from '#experiment/sampler.ts';
import { spendSavedCapacity } from '#experiment/saved-capacity.ts';
import { claims } from './protect-the-table/claims.ts';
import { accepted, sendOrders, storedOrders, untilDrained, warmUp } from './shared/order-api.ts';

const orders = 40;
/** Concurrency is rate times duration: 20 writes a second × 150 ms is 3 orders at a time. */
const writeUnits = 20;
const serviceMs = 150;
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
    serviceMs,
    functionTimeoutSeconds: 2,
    visibilityTimeoutSeconds: 2,
    maxReceiveCount: 20,
  },
});

export default defineExperiment({
  question:
    'A burst waits in the queue, and the table behind takes twenty writes a second. Is the table protected, and what does protecting it cost?',
  nextStep:
    'Set writeUnits in labs/queued-api/experiments/protect-the-table.ts to 40 and run it again: which maximum concurrency fits now?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders --json '{"orderId":"mine-1","customer":"me","item":"espresso"}'`,
  ],
  repetitions: 3,
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
    three: { label: 'at most 3', ...capped(3) },
    six: { label: 'at most 6', ...capped(6) },
    none: { label: 'no maximum', ...capped(0) },
  },
  metrics: {
    accepted: { label: 'orders accepted', unit: 'orders', better: 'neither' },
    done: { label: 'orders in the table at the end', unit: 'orders', better: 'higher' },
    throttles: { label: 'writes that the table refused', unit: 'writes', better: 'lower' },
    failures: { label: 'deliveries beyond the first', unit: 'deliveries', better: 'lower' },
    runs: { label: 'handler runs per order', unit: 'runs', better: 'lower' },
    drainSeconds: { label: 'seconds until the queue is empty', unit: 's', better: 'lower' },
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
      id: 'empty-first',
      prompt: 'With which maximum concurrency is the queue empty first?',
      options: [
        { value: 'two', label: '2' },
        { value: 'three', label: '3, which is writes per second × seconds per order' },
        { value: 'six', label: '6' },
        { value: 'none', label: 'none' },
      ],
      answer: (results) => {
        const [best = 'two'] = (['two', 'three', 'six', 'none'] as const).toSorted(
          (a, b) => results[a].drainSeconds.median - results[b].drainSeconds.median,
        );
        return best;
      },
    },
  ],

  // As many as in a run: pollers come up while messages wait, and an environment that starts then would slow the first burst
  // to what the table takes.
  warmUp: (surroundings) => warmUp(surroundings, orders / 2),

  async run({ variant, repetition, random, progress, events, ...surroundings }) {
    const { clients, clock, outputs, parameters, runId } = surroundings;
    const customer = `${runId}-${variant}-${repetition}`;
    progress(0, 'spending the capacity that the table has saved');
    const nobodys = { orderId: 'nobody’s', customer: 'nobody' };
    await spendSavedCapacity(clients.documents, outputs.TableName ?? '', nobodys);
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
    // The time in a row is that of its first attempt: a write that was refused came later.
    const drained = (await untilDrained(surroundings)) ?? Number.POSITIVE_INFINITY;
    const samples = await sampler.stop();
    const rows = await storedOrders(surroundings, customer);
    const orderIds = sent.filter(accepted).map(({ orderId }) => orderId);
    // What a table refused is a metric of CloudWatch on AWS; here only the cloud's events tell it.
    return {
      metrics: {
        accepted: orderIds.length,
        done: orderIds.filter((orderId) => rows.has(orderId)).length,
        throttles: eventsOf(events, 'capacity-throttled', 'Orders').filter(({ invocationId }) => invocationId)
          .length,
        failures: eventsOf(events, 'message-received', 'OrderQueue').length - orderIds.length,
        runs: eventsOf(events, 'invocation-started').length / orderIds.length,
        drainSeconds: (drained - begin) / 1000,
      },
      series: { waiting: courseOf(samples, begin, ({ value }) => value.waiting) },
    };
  },

  claims,
});
