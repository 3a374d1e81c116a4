import { defineExperiment } from '#experiment/define-experiment.ts';
import { median } from '#experiment/summary.ts';
import { itemsWhere } from '#experiment/table.ts';
import { warmUpEnvironments } from '#experiment/warm-up.ts';
import { askStatus, placeOrder, untilDrained, warmUp } from './shared/order-client.ts';
import { claims } from './the-price-of-asking/claims.ts';
import { askedWhile, everyMs, growing, type Pace } from './the-price-of-asking/pace.ts';

const shortest = 100;
const middle = 400;
const longest = 1600;

const paces = {
  'every-100': everyMs(shortest),
  'every-400': everyMs(middle),
  'every-1600': everyMs(longest),
  'back-off': growing(shortest, longest),
} satisfies Record<string, Pace>;

/** Until clients that ask side by side are as quick as they will be. */
const askingRounds = 10;

const context = { serviceMs: 300, maximumConcurrency: 2 };
const pipeline = ['HTTP API', 'Lambda', 'DynamoDB'];
const pause = (value: number | string) => ({ label: 'time between two questions', value, unit: 'ms' });

export default defineExperiment({
  question:
    'Sixteen orders wait for their turn, and each client asks how its order stands. What does it cost to ask more often, and what does it buy?',
  nextStep:
    'Set the pause in the variant every-400 of this experiment to 3200 ms: how many questions are left, and how late is the news?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders -H 'content-type: application/json' -d '{"customer":"me","item":"espresso"}'`,
    `curl -i ${ApiUrl}/orders/ID-FROM-THE-ANSWER`,
  ],
  repetitions: 3,
  parameters: {
    orders: { label: 'orders at once, per repetition', value: 16, unit: 'orders' },
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for a payment provider that the worker waits for.',
    },
    concurrency: { label: 'orders worked on at once', fromOutput: 'MaximumConcurrency', unit: 'orders' },
    patienceMs: { label: 'how long a client asks at most', value: 15_000, unit: 'ms' },
  },
  variants: {
    'every-100': {
      label: 'every 100 ms',
      pipeline,
      context,
      parameters: { pause: pause(shortest) },
    },
    'every-400': {
      label: 'every 400 ms',
      pipeline,
      context,
      parameters: { pause: pause(middle) },
    },
    'every-1600': {
      label: 'every 1600 ms',
      pipeline,
      context,
      parameters: { pause: pause(longest) },
    },
    'back-off': {
      label: 'back-off',
      pipeline,
      context,
      parameters: { pause: pause(`${shortest}, doubled up to ${longest}`) },
    },
  },
  metrics: {
    told: { label: 'clients told that their order is placed', unit: 'clients', better: 'higher' },
    questions: { label: 'questions asked', unit: 'requests', better: 'lower' },
    predicted: {
      label: 'questions asked, from each order’s time to done and the pace',
      unit: 'requests',
      better: 'neither',
    },
    lateMsMedian: { label: 'from stored to told, median', unit: 'ms', better: 'lower' },
    lateMsMax: { label: 'from stored to told, longest', unit: 'ms', better: 'lower' },
  },
  series: {
    lateMs: { label: 'from stored to told', unit: 'ms' },
    questions: { label: 'questions for one order', unit: 'requests' },
  },
  predictions: [
    {
      kind: 'number',
      id: 'questions-every-100',
      prompt:
        'Sixteen orders of 300 ms each, two at a time: the last is done after about two and a half seconds. Every client asks every 100 ms. How many questions in all?',
      unit: 'requests',
      answer: (results) => results['every-100'].questions.median,
    },
  ],

  // The clients ask at the same moment, as often as in a run: those who warm up order first, and come to ask one after another.
  async warmUp(context) {
    const { orders } = context.parameters;
    await warmUp(context, orders);
    for (let round = 0; round < askingRounds; round += 1)
      await warmUpEnvironments(orders, () => askStatus(context, 'nobody'));
  },

  async run({ variant, repetition, parameters, progress, ...api }) {
    const { clock, signal, runId, clients, outputs } = api;
    const customer = `${runId}-${variant}-${repetition}`;
    const pace = paces[variant];
    let told = 0;
    const asked = await Promise.all(
      Array.from({ length: parameters.orders }, async (_, index) => {
        const { orderId } = await placeOrder(api, { customer, item: `espresso ${index + 1}` });
        const acceptedAt = clock.now();
        for (let question = 1; clock.now() < acceptedAt + parameters.patienceMs; question += 1) {
          await clock.sleepUntil(acceptedAt + pace(question), signal);
          if ((await askStatus(api, orderId)) !== 'placed') continue;
          told += 1;
          progress(told / parameters.orders, `${told} of ${parameters.orders} clients know`);
          return { orderId, acceptedAt, questions: question, toldAt: clock.now() };
        }
        return { orderId, acceptedAt, questions: 0, toldAt: Number.NaN };
      }),
    );
    await untilDrained(api);
    const rows = await itemsWhere(clients.documents, outputs.TableName ?? '', 'customer', customer);
    // The worker reads the wall clock, we read one that never goes back: on one machine they differ by a constant.
    const wallAhead = Date.now() - clock.now();
    const storedAt = new Map(rows.map((row) => [row.orderId, Number(row.storedAt) - wallAhead]));
    const known = asked
      .filter(({ toldAt }) => !Number.isNaN(toldAt))
      .map((each) => ({ ...each, storedAt: storedAt.get(each.orderId) ?? Number.NaN }));
    // The wall clock counts whole milliseconds.
    const lateMs = known.map((each) => Math.max(0, each.toldAt - each.storedAt));
    return {
      metrics: {
        told: known.length,
        questions: known.reduce((sum, { questions }) => sum + questions, 0),
        predicted: known.reduce((sum, each) => sum + askedWhile(pace, each.storedAt - each.acceptedAt), 0),
        lateMsMedian: median(lateMs),
        lateMsMax: Math.max(0, ...lateMs),
      },
      series: { lateMs, questions: known.map(({ questions }) => questions) },
    };
  },

  claims,
});
