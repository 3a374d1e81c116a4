import { defineExperiment } from '#experiment/define-experiment.ts';
import { drainSeconds } from '#experiment/models.ts';
import { median } from '#experiment/summary.ts';
import { claims } from './same-burst/claims.ts';
import {
  accepted,
  placedAt,
  type Route,
  routes,
  type SentOrder,
  sendOrders,
  untilQueueIsEmpty,
  warmUp,
} from './shared/orders.ts';

/** The same capacity on both paths: five orders at a time, one per invocation. */
const context = { concurrency: 5, batchSize: 1 };

const variant = (route: Route, label: string, pipeline: string[]) => ({
  label,
  pipeline,
  context,
  parameters: {
    route: { label: 'route', value: `POST ${routes[route]}` },
    batchSize: { label: 'orders per invocation', value: context.batchSize, unit: 'orders' },
  },
});

export default defineExperiment({
  question:
    'Ten times as many orders at the same moment as can be worked on. Who is refused, who waits, for how long, and when is the last order done?',
  nextStep:
    'Set concurrency to 10 in the context at the top of labs/two-paths/experiments/same-burst.ts: how many are refused now, and when is the last queued order done?',
  byHand: ({ ApiUrl }) =>
    Object.entries(routes).map(
      ([name, route]) =>
        `seq 30 | xargs -P 30 -I{} curl -s -o /dev/null -w '%{http_code} %{time_total}\\n' ${ApiUrl}${route} --json '{"orderId":"${name}-{}","customer":"me","item":"espresso"}'`,
    ),
  repetitions: 3,
  parameters: {
    orders: { label: 'orders at the same moment', value: 50, unit: 'orders' },
    concurrency: {
      label: 'orders worked on at the same time, on either path',
      fromOutput: 'Concurrency',
      unit: 'orders',
    },
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for a payment provider that the handler waits for.',
    },
  },
  variants: {
    sync: variant('sync', 'synchronous', ['HTTP API', 'Lambda', 'DynamoDB']),
    queued: variant('queued', 'queued', ['HTTP API', 'SQS', 'Lambda', 'DynamoDB']),
  },
  metrics: {
    accepted: { label: 'orders accepted (answered with a 2xx)', unit: 'orders', better: 'higher' },
    refused: { label: 'orders refused (answered with a 5xx)', unit: 'orders', better: 'lower' },
    stored: { label: 'accepted orders that are in the table at the end', unit: 'orders', better: 'higher' },
    replyMsP50: { label: 'time to the reply of who was accepted, median', unit: 'ms', better: 'lower' },
    doneMsP50: { label: 'time until an accepted order is done, median', unit: 'ms', better: 'lower' },
    lastDoneMs: { label: 'time until the last accepted order is done', unit: 'ms', better: 'lower' },
    receiptFirst: {
      label: 'accepted orders whose reply came before they were done',
      unit: 'orders',
      better: 'neither',
    },
    predictedMs: { label: 'accepted orders ÷ capacity says', unit: 'ms', better: 'neither' },
  },
  series: {
    replyMs: { label: 'time to the reply, refusals included', unit: 'ms' },
    doneMs: { label: 'time until an accepted order is done', unit: 'ms' },
  },
  predictions: [
    {
      kind: 'number',
      id: 'refused-sync',
      prompt:
        '50 orders at the same moment, 5 at a time, 200 ms each. How many synchronous callers are refused?',
      unit: 'orders',
      answer: ({ sync }) => sync.refused.median,
    },
    {
      kind: 'choice',
      id: 'last-queued',
      prompt: 'And when is the last of the 50 queued orders done?',
      options: [
        { value: 'soon', label: 'after about 200 ms: the queue takes them all' },
        { value: 'later', label: 'after about 2 seconds: the queue adds no capacity' },
      ],
      answer: ({ queued }, { orders, serviceMs, concurrency }) =>
        queued.lastDoneMs.median < (orders * serviceMs) / concurrency / 2 ? 'soon' : 'later',
    },
  ],

  warmUp: (surroundings) => warmUp(surroundings, context.concurrency),

  async run({ variant, repetition, progress, ...shop }) {
    const { parameters, runId } = shop;
    const { orders: count, concurrency, serviceMs } = parameters;
    const customer = `${runId}-burst-${variant}-${repetition}`;
    const orders = await sendOrders(shop, variant, customer, new Array(count).fill(0), (answered) =>
      progress((0.5 * answered) / count, `${answered} of ${count} callers answered`),
    );
    await untilQueueIsEmpty(shop);
    const placed = await placedAt(shop, customer);

    const taken = orders.filter(accepted);
    const doneAt = ({ orderId }: SentOrder) => placed.get(orderId) ?? Number.POSITIVE_INFINITY;
    const doneMs = taken.map((order) => doneAt(order) - order.sentAt).filter(Number.isFinite);
    return {
      metrics: {
        accepted: taken.length,
        refused: orders.filter(({ status }) => status >= 500).length,
        stored: doneMs.length,
        replyMsP50: middle(taken.map(({ replyMs }) => replyMs)),
        doneMsP50: middle(doneMs),
        lastDoneMs: Math.max(0, ...doneMs),
        receiptFirst: taken.filter((order) => order.sentAt + order.replyMs < doneAt(order)).length,
        predictedMs: 1000 * drainSeconds(taken.length, (concurrency * 1000) / serviceMs, 0),
      },
      series: { replyMs: orders.map(({ replyMs }) => replyMs), doneMs },
    };
  },

  claims,
});

const middle = (values: number[]) => (values.length === 0 ? 0 : median(values));
