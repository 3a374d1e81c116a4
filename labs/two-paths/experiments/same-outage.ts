import { randomArrivals } from '#experiment/arrivals.ts';
import { defineExperiment } from '#experiment/define-experiment.ts';
import { takeMessages } from '#experiment/queue.ts';
import { claims, outages, type Variant } from './same-outage/claims.ts';
import {
  accepted,
  placedAt,
  type Route,
  routes,
  sendOrders,
  untilQueueIsEmpty,
  warmUp,
} from './shared/orders.ts';

/** More orders than ever overlap on the synchronous path. */
const environments = 8;
/** Short clocks, so that minutes of redelivery take seconds. */
const context = {
  serviceMs: 50,
  functionTimeoutSeconds: 1,
  visibilityTimeoutSeconds: 1,
  maxReceiveCount: 2,
};

const pipelines: Record<Route, string[]> = {
  sync: ['HTTP API', 'Lambda', 'DynamoDB'],
  queued: ['HTTP API', 'SQS', 'Lambda', 'DynamoDB'],
};
const variant = (name: Variant, label: string) => ({
  label,
  pipeline: pipelines[outages[name].route],
  context,
  parameters: {
    route: { label: 'route', value: `POST ${routes[outages[name].route]}` },
    outageSeconds: { label: 'the table is down for', value: outages[name].seconds, unit: 's' },
  },
});

export default defineExperiment({
  question:
    'The table is down for a while and comes back. What does the caller see, and what becomes of every order: processed, dead-lettered, lost?',
  nextStep:
    'Set maxReceiveCount to 10 in the context at the top of labs/two-paths/experiments/same-outage.ts: does the long outage still end in the dead-letter queue?',
  byHand: ({ ApiUrl, DeadLetterQueueUrl }) => [
    ...Object.entries(routes).map(
      ([name, route]) =>
        `curl -i ${ApiUrl}${route} --json '{"orderId":"${name}-1","customer":"me","item":"espresso"}'`,
    ),
    `aws sqs get-queue-attributes --queue-url ${DeadLetterQueueUrl} --attribute-names ApproximateNumberOfMessages --endpoint-url $AWS_ENDPOINT_URL_SQS`,
  ],
  repetitions: 3,
  parameters: {
    orders: { label: 'orders per repetition', value: 24, unit: 'orders' },
    ratePerSecond: { label: 'mean arrival rate', value: 15, unit: '1/s' },
    downAfterMs: { label: 'the table goes down after', value: 400, unit: 'ms' },
    visibilitySeconds: {
      label: 'visibility timeout',
      fromOutput: 'VisibilityTimeoutSeconds',
      unit: 's',
      injected: 'Far below the advised six times the function timeout, so that redelivery takes seconds.',
    },
    maxReceiveCount: {
      label: 'receives before the dead-letter queue',
      fromOutput: 'MaxReceiveCount',
      unit: 'receives',
      injected: 'Below the five that AWS advises, for the same reason.',
    },
  },
  variants: {
    'sync-short': variant('sync-short', 'synchronous, short outage'),
    'queued-short': variant('queued-short', 'queued, short outage'),
    'queued-between': variant('queued-between', 'queued, outage in between'),
    'sync-long': variant('sync-long', 'synchronous, long outage'),
    'queued-long': variant('queued-long', 'queued, long outage'),
  },
  metrics: {
    accepted: { label: 'orders accepted (answered with a 2xx)', unit: 'orders', better: 'higher' },
    told5xx: { label: 'callers told of a failure (5xx)', unit: 'callers', better: 'lower' },
    processed: { label: 'accepted orders in the table', unit: 'orders', better: 'higher' },
    deadLettered: { label: 'accepted orders in the dead-letter queue', unit: 'orders', better: 'lower' },
    lost: { label: 'accepted orders in neither', unit: 'orders', better: 'lower' },
    secretlyStored: { label: 'refused orders that are in the table', unit: 'orders', better: 'lower' },
    slowestMs: {
      label: 'time until an accepted order is done, slowest',
      unit: 'ms',
      better: 'lower',
    },
  },
  series: {
    doneMs: { label: 'time until an accepted order is done', unit: 'ms' },
  },
  predictions: [
    {
      kind: 'choice',
      id: 'long-outage-queued',
      prompt:
        'The table is down for longer than the messages can be redelivered. Where are the queued orders of that time afterwards?',
      options: [
        { value: 'table', label: 'in the table: the queue kept them until it was back' },
        { value: 'dead-letters', label: 'many in the dead-letter queue, and nobody is working on them' },
        { value: 'lost', label: 'gone' },
      ],
      answer(results) {
        const { deadLettered, lost } = results['queued-long'];
        if (lost.median > 0) return 'lost';
        return deadLettered.median > 0 ? 'dead-letters' : 'table';
      },
    },
    {
      kind: 'number',
      id: 'told-queued',
      prompt: 'Of 24 queued callers, how many hear of the long outage?',
      unit: 'callers',
      answer: (results) => results['queued-long'].told5xx.median,
    },
  ],

  warmUp: (surroundings) => warmUp(surroundings, environments),

  async run({ variant, repetition, random, faults, progress, ...shop }) {
    const { clients, clock, outputs, parameters, runId, signal } = shop;
    const { route, seconds } = outages[variant];
    const customer = `${runId}-${variant}-${repetition}`;
    const begin = clock.now();
    const back = begin + parameters.downAfterMs + 1000 * seconds;

    const outage = (async () => {
      await clock.sleepUntil(begin + parameters.downAfterMs, signal);
      const mend = faults.inject({ resource: 'Orders', fault: 'down' });
      await clock.sleepUntil(back, signal);
      mend();
    })();
    const [orders] = await Promise.all([
      sendOrders(
        shop,
        route,
        customer,
        randomArrivals(parameters.orders, parameters.ratePerSecond, random),
        (answered) => progress((0.5 * answered) / parameters.orders, `${answered} callers answered`),
      ),
      outage,
    ]);
    await untilQueueIsEmpty(shop);

    const placed = await placedAt(shop, customer);
    const dead = new Set(
      (await takeMessages(clients.sqs, outputs.DeadLetterQueueUrl ?? '')).map(({ Body }) => orderIdOf(Body)),
    );
    const taken = orders.filter(accepted);
    const unprocessed = taken.filter(({ orderId }) => !placed.has(orderId));
    const doneMs = taken.flatMap(({ orderId, sentAt }) => {
      const at = placed.get(orderId);
      return at === undefined ? [] : [at - sentAt];
    });
    return {
      metrics: {
        accepted: taken.length,
        told5xx: orders.filter(({ status }) => status >= 500).length,
        processed: doneMs.length,
        deadLettered: unprocessed.filter(({ orderId }) => dead.has(orderId)).length,
        lost: unprocessed.filter(({ orderId }) => !dead.has(orderId)).length,
        secretlyStored: orders.filter((order) => !accepted(order) && placed.has(order.orderId)).length,
        slowestMs: Math.max(0, ...doneMs),
      },
      series: { doneMs },
    };
  },

  claims,
});

const orderIdOf = (body = '{}'): string => JSON.parse(body).orderId;
