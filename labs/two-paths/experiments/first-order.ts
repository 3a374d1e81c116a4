import { randomArrivals } from '#experiment/arrivals.ts';
import { defineExperiment } from '#experiment/define-experiment.ts';
import { summariseLatency } from '#experiment/latency.ts';
import { openLoop } from '#experiment/open-loop.ts';
import { claims } from './first-order/claims.ts';
import { placeOrder, type Shop, storedRows, untilQueueIsEmpty, warmUp } from './first-order/shop.ts';

const routes = { sync: '/sync/orders', queued: '/queued/orders' };

export default defineExperiment({
  question: 'One order, placed both ways: what does the reply tell you, and when is the order really there?',
  nextStep:
    'Set serviceMs in labs/two-paths/stack.ts to 1000 and run it again: which of the two replies notices, and which order is there first?',
  byHand: ({ ApiUrl }) =>
    Object.entries(routes).map(
      ([name, route]) =>
        `curl -i ${ApiUrl}${route} --json '{"orderId":"${name}-1","customer":"me","item":"espresso"}'`,
    ),
  repetitions: 3,
  parameters: {
    orders: { label: 'orders per repetition', value: 24, unit: 'orders' },
    ratePerSecond: { label: 'mean arrival rate', value: 8, unit: '1/s' },
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for a payment provider that the handler waits for.',
    },
    pollMs: { label: 'time between two looks at the table', value: 10, unit: 'ms' },
    patienceMs: { label: 'how long an order is waited for at most', value: 5000, unit: 'ms' },
  },
  variants: {
    sync: {
      label: 'synchronous',
      pipeline: ['HTTP API', 'Lambda', 'DynamoDB'],
      parameters: { route: { label: 'route', value: `POST ${routes.sync}` } },
    },
    queued: {
      label: 'queued',
      pipeline: ['HTTP API', 'SQS', 'Lambda', 'DynamoDB'],
      parameters: { route: { label: 'route', value: `POST ${routes.queued}` } },
    },
  },
  metrics: {
    accepted: { label: 'orders accepted (answered with a 2xx)', unit: 'orders', better: 'higher' },
    stored: { label: 'rows in the table at the end', unit: 'rows', better: 'neither' },
    found: { label: 'accepted orders found in the table at the end', unit: 'orders', better: 'higher' },
    readableAtReply: { label: 'orders readable when the reply came', unit: 'orders', better: 'neither' },
    replyMsMin: { label: 'time to the reply, fastest', unit: 'ms', better: 'lower' },
    replyMsP50: { label: 'time to the reply, median', unit: 'ms', better: 'lower' },
    replyMsP99: { label: 'time to the reply, 99th percentile', unit: 'ms', better: 'lower' },
    doneMsMin: { label: 'time until the order can be read, fastest', unit: 'ms', better: 'lower' },
    doneMsP50: { label: 'time until the order can be read, median', unit: 'ms', better: 'lower' },
    doneMsP99: { label: 'time until the order can be read, 99th percentile', unit: 'ms', better: 'lower' },
  },
  series: {
    replyMs: { label: 'time to the reply', unit: 'ms' },
    doneMs: { label: 'time until the order can be read', unit: 'ms' },
  },
  predictions: [
    {
      kind: 'choice',
      id: 'first-done',
      prompt: 'Nothing else is going on. On which path is the order in the table sooner?',
      options: [
        { value: 'queued', label: 'queued: it answers at once, so it is done sooner' },
        { value: 'sync', label: 'synchronous, or at the same time: the work takes what it takes' },
      ],
      answer: ({ sync, queued }, { serviceMs }) =>
        queued.doneMsMin.min < sync.doneMsMin.min - serviceMs / 4 ? 'queued' : 'sync',
    },
    {
      kind: 'number',
      id: 'readable-at-reply',
      prompt:
        'Of 24 queued orders, how many can be read from the table at the moment when their reply arrives?',
      unit: 'orders',
      answer: ({ queued }) => queued.readableAtReply.median,
    },
  ],

  warmUp: async (surroundings) => {
    for (const route of Object.values(routes)) await warmUp({ ...surroundings, route });
  },

  async run({ variant, repetition, random, progress, ...surroundings }) {
    const { clock, parameters, runId, signal } = surroundings;
    const customer = `${runId}-${variant}-${repetition}`;
    const shop: Shop = { ...surroundings, route: routes[variant] };

    let done = 0;
    const orders = await openLoop({
      arrivals: randomArrivals(parameters.orders, parameters.ratePerSecond, random),
      clock,
      signal,
      async send({ index, intendedAt }) {
        const order = { orderId: `${customer}-${index + 1}`, customer, item: 'espresso' };
        const placed = await placeOrder(shop, order, intendedAt);
        done += 1;
        progress(done / parameters.orders, `${done} of ${parameters.orders} orders done`);
        return placed;
      },
    });
    await untilQueueIsEmpty(shop);
    const rows = await storedRows(shop, customer);

    const accepted = orders.filter(({ status }) => status >= 200 && status < 300);
    const reply = summariseLatency(orders.map(({ replyMs }) => replyMs));
    const finish = summariseLatency(orders.map(({ doneMs }) => doneMs));
    return {
      metrics: {
        accepted: accepted.length,
        stored: rows.length,
        found: accepted.filter(({ orderId }) => rows.includes(orderId)).length,
        readableAtReply: orders.filter(({ readableAtReply }) => readableAtReply).length,
        replyMsMin: reply.min,
        replyMsP50: reply.p50,
        replyMsP99: reply.p99,
        doneMsMin: finish.min,
        doneMsP50: finish.p50,
        doneMsP99: finish.p99,
      },
      series: {
        replyMs: orders.map(({ replyMs }) => replyMs),
        doneMs: orders.map(({ doneMs }) => doneMs),
      },
    };
  },

  claims,
});
