import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import { pollUntil } from '#experiment/poll.ts';
import { queueDepth } from '#experiment/queue.ts';
import { itemsWhere } from '#experiment/table.ts';
import { warmUpEnvironments } from '#experiment/warm-up.ts';
import { claims } from './retry-after/claims.ts';
import { type Manner, type OrderApi, orderAndAsk } from './retry-after/client.ts';

const everySecond = 1000;
const manners = {
  'every-second': { pause: everySecond, sendsWhatItKnows: false },
  'as-told': { pause: 'as told', sendsWhatItKnows: false },
  conditional: { pause: everySecond, sendsWhatItKnows: true },
} satisfies Record<string, Manner>;

const variant = (label: string, pause: string, knows: string) => ({
  label,
  pipeline: ['HTTP API', 'Lambda', 'DynamoDB'],
  parameters: {
    pause: { label: 'the client asks', value: pause },
    knows: { label: 'what it knows', value: knows },
  },
});

export default defineExperiment({
  question:
    'Orders wait for their turn, and each client asks how its order stands. What does it save when the server says when to ask again, or that nothing has changed?',
  nextStep:
    'Let expectedAt in labs/when-to-ask/handlers/accept-order.ts forget the orders before this one: how many questions are asked now, and which claim turns false?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders -H 'content-type: application/json' -d '{"customer":"me","item":"espresso"}'`,
    `curl -i ${ApiUrl}/orders/ID-FROM-THE-ANSWER -H 'if-none-match: "pending"'`,
  ],
  repetitions: 3,
  // Questions are counted, and lie a second apart: a machine that is away for less changes none of them by more than one.
  tolerance: { loopLag: 0.5, sendDrift: 0.5, cpuTaken: 2 },
  parameters: {
    orders: { label: 'orders, per repetition', value: 12, unit: 'orders' },
    apartMs: { label: 'time between two orders', value: 50, unit: 'ms' },
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for a payment provider that the worker waits for.',
    },
    concurrency: { label: 'orders worked on at once', fromOutput: 'MaximumConcurrency', unit: 'orders' },
    patienceMs: { label: 'how long a client asks at most', value: 20_000, unit: 'ms' },
  },
  variants: {
    'every-second': variant('every second', 'every second', 'is not sent'),
    'as-told': variant('when told', 'when the server says', 'is not sent'),
    conditional: variant('every second, conditional', 'every second', 'is sent, as If-None-Match'),
  },
  metrics: {
    told: { label: 'clients told that their order is placed', unit: 'clients', better: 'higher' },
    questions: { label: 'questions asked', unit: 'requests', better: 'lower' },
    mostQuestions: { label: 'questions for one order, at most', unit: 'requests', better: 'lower' },
    notModified: { label: 'of these answered 304', unit: 'requests', better: 'neither' },
    bodyBytes: { label: 'bytes of bodies in the answers', unit: 'bytes', better: 'lower' },
    invocations: { label: 'invocations of the status function', unit: 'invocations', better: 'lower' },
    lateMsMax: { label: 'from stored to told, longest', unit: 'ms', better: 'lower' },
  },
  series: { questions: { label: 'questions for one order', unit: 'requests' } },
  predictions: [
    {
      kind: 'number',
      id: 'as-told',
      prompt:
        'Twelve orders of one second each, two at a time. The server says with each 202 when the order will be done. How many questions are asked for all twelve?',
      unit: 'requests',
      answer: (results) => results['as-told'].questions.median,
    },
    {
      kind: 'choice',
      id: 'not-modified',
      prompt: 'A client sends what it knows, and is answered 304. What is saved?',
      options: [
        { value: 'body', label: 'the body' },
        { value: 'invocation', label: 'the body and the invocation' },
      ],
      answer: ({ conditional }) =>
        conditional.invocations.median < conditional.questions.median ? 'invocation' : 'body',
    },
  ],

  async warmUp(context) {
    await warmUpEnvironments(4, () =>
      orderAndAsk(
        context,
        { customer: `${context.runId}-warm-up`, item: 'espresso' },
        manners['every-second'],
        20_000,
      ),
    );
    await untilDrained(context);
  },

  async run({ variant: name, repetition, parameters, events, progress, ...api }) {
    const { clients, clock, outputs, runId, signal } = api;
    const customer = `${runId}-${name}-${repetition}`;
    const from = clock.now();
    let told = 0;
    const asked = await Promise.all(
      Array.from({ length: parameters.orders }, async (_, index) => {
        await clock.sleepUntil(from + index * parameters.apartMs, signal);
        const order = { customer, item: `espresso ${index + 1}` };
        const one = await orderAndAsk(api, order, manners[name], parameters.patienceMs);
        if (one.toldAt !== undefined) told += 1;
        progress(told / parameters.orders, `${told} of ${parameters.orders} clients know`);
        return one;
      }),
    );
    await untilDrained(api);
    const rows = await itemsWhere(clients.documents, outputs.TableName ?? '', 'customer', customer);
    // The worker reads the wall clock, we read one that never goes back: on one machine they differ by a constant.
    const wallAhead = Date.now() - clock.now();
    const storedAt = new Map(rows.map((row) => [row.orderId, Number(row.placedAt) - wallAhead]));
    const known = asked.filter(({ toldAt }) => toldAt !== undefined);
    const sum = (of: 'questions' | 'notModified' | 'bodyBytes') =>
      asked.reduce((total, each) => total + each[of], 0);
    return {
      metrics: {
        told: known.length,
        questions: sum('questions'),
        mostQuestions: Math.max(...asked.map(({ questions }) => questions)),
        notModified: sum('notModified'),
        bodyBytes: sum('bodyBytes'),
        invocations: eventsOf(events, 'invocation-started', 'Status').length,
        lateMsMax: Math.max(
          0,
          ...known.map(({ orderId, toldAt = 0 }) => toldAt - (storedAt.get(orderId) ?? Number.NaN)),
        ),
      },
      series: { questions: asked.map(({ questions }) => questions) },
    };
  },

  claims,
});

/** Waits until no message waits or is in flight. */
async function untilDrained({ clients, clock, outputs, signal }: OrderApi): Promise<void> {
  const from = clock.now();
  const check = async () => {
    const { waiting, inFlight } = await queueDepth(clients.sqs, outputs.QueueUrl ?? '');
    return waiting + inFlight === 0;
  };
  await pollUntil({ clock, from, everyMs: 50, until: from + 30_000, signal, check });
}
