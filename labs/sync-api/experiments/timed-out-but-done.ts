import { defineExperiment } from '#experiment/define-experiment.ts';
import { openLoop } from '#experiment/open-loop.ts';
import { pollUntil } from '#experiment/poll.ts';
import { neverRetry, retryAfter, sendWithRetries } from '#experiment/retry.ts';
import { median } from '#experiment/summary.ts';
import { isReadable, itemsWhere } from '#experiment/table.ts';
import { warmUpEnvironments } from '#experiment/warm-up.ts';
import { claims } from './timed-out-but-done/claims.ts';

const serviceMs = 500;
const deadlineMs = 300;
/** Long enough that the work of the first attempt is done when the second one begins. */
const retryAfterMs = 700;

const pipeline = ['HTTP API', 'Lambda', 'DynamoDB'];
const hurried = { serviceMs, deadlineMs, concurrency: 15 };
const deadline = (value: number) => ({ label: "gateway's integration timeout", value, unit: 'ms' });
const tooSlow = { deadlineMs: deadline(deadlineMs) };

export default defineExperiment({
  question:
    'The function takes longer than the gateway waits for it. What does the caller see, what is in the table, and what does a retry do?',
  nextStep:
    'Take the line `if (stored) return json(200, stored)` out of labs/sync-api/handlers/place-order.ts: is a retry with a key still safe, and what does its caller hear?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders --json '{"customer":"me","item":"espresso"}'`,
    `curl -i ${ApiUrl}/orders -H 'idempotency-key: mine-1' --json '{"customer":"me","item":"espresso"}'`,
  ],
  repetitions: 3,
  parameters: {
    orders: { label: 'orders per repetition', value: 10, unit: 'orders' },
    apartMs: { label: 'time between two orders', value: 60, unit: 'ms' },
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for a payment provider that the handler waits for.',
    },
    retryAfterMs: { label: 'pause before a retry', value: retryAfterMs, unit: 'ms' },
    patienceMs: { label: 'time for an order of the warm-up to be done, at most', value: 5_000, unit: 'ms' },
  },
  variants: {
    'in-time': {
      label: 'in time',
      pipeline,
      context: { serviceMs, concurrency: 15 },
      parameters: { deadlineMs: deadline(29_000) },
    },
    'gives-up': {
      label: 'too slow, gives up',
      pipeline,
      context: hurried,
      parameters: tooSlow,
    },
    'retries-without-key': {
      label: 'too slow, retries',
      pipeline,
      context: hurried,
      parameters: tooSlow,
    },
    'retries-with-key': {
      label: 'too slow, retries with a key',
      pipeline,
      context: hurried,
      parameters: {
        ...tooSlow,
        idempotencyKey: { label: 'idempotency-key header', value: 'one per order' },
      },
    },
  },
  metrics: {
    told5xx: { label: 'callers whose first answer was a 5xx', unit: 'callers', better: 'lower' },
    toldDone: {
      label: 'callers told in the end that the order is placed',
      unit: 'callers',
      better: 'higher',
    },
    stored: { label: 'orders with at least one row in the table', unit: 'orders', better: 'higher' },
    duplicates: { label: 'rows too many', unit: 'rows', better: 'lower' },
    firstReplyMs: { label: 'time to the first answer, median', unit: 'ms', better: 'lower' },
    firstStatus: { label: 'HTTP status of the first answer, median', unit: 'status', better: 'neither' },
  },
  series: {
    replyMs: { label: 'time to the first answer', unit: 'ms' },
  },
  predictions: [
    {
      kind: 'number',
      id: 'rows-after-time-outs',
      prompt:
        'Ten callers get a timeout and give up. How many of their orders are in the table a second later?',
      unit: 'orders',
      answer: (results) => results['gives-up'].stored.median,
    },
    {
      kind: 'choice',
      id: 'retry-without-key',
      prompt: 'Callers who got a timeout send the same order again, without a key. What happens?',
      options: [
        { value: 'mended', label: 'the retry succeeds, and all is well' },
        { value: 'doubled', label: 'the order is placed twice' },
      ],
      answer: (results) => (results['retries-without-key'].duplicates.median > 0 ? 'doubled' : 'mended'),
    },
  ],

  warmUp: ({ clients, clock, outputs, parameters, runId, signal }) =>
    warmUpEnvironments(Number(outputs.Concurrency), async (index) => {
      const key = `warm-up-${index}`;
      const headers = { 'idempotency-key': key };
      const order = { customer: runId, item: 'warm-up' };
      const orderId = `${order.customer}#${key}`;
      await clients.http.postJson(`${outputs.ApiUrl}/orders`, order, signal, headers);
      // Where the gateway does not wait for the function, its answer does not say that the function is free again.
      await pollUntil({
        clock,
        from: clock.now(),
        everyMs: 50,
        until: clock.now() + parameters.patienceMs,
        signal,
        check: () => isReadable(clients.documents, outputs.TableName ?? '', { orderId }, signal),
      });
    }),

  async run(context) {
    const { variant, repetition, runId, parameters, clients, clock, outputs, signal, progress } = context;
    const customer = `${runId}-${variant}-${repetition}`;
    const { orders } = parameters;
    let lastSentAt = clock.now();

    const answers = await openLoop({
      arrivals: Array.from({ length: orders }, (_, index) => index * parameters.apartMs),
      clock,
      signal,
      async send({ index, intendedAt }) {
        const order = { customer, item: `espresso ${index + 1}` };
        const headers =
          variant === 'retries-with-key' ? { 'idempotency-key': `${customer}-${index + 1}` } : undefined;
        const [first, ...more] = await sendWithRetries({
          clock,
          signal,
          policy: variant.startsWith('retries') ? retryAfter(retryAfterMs, 2) : neverRetry,
          failed: ({ status }) => status >= 500,
          async send() {
            lastSentAt = clock.now();
            const { status } = await clients.http.postJson(
              `${outputs.ApiUrl}/orders`,
              order,
              signal,
              headers,
            );
            return { status, replyMs: clock.now() - intendedAt };
          },
        });
        progress((index + 1) / orders, `${index + 1} of ${orders} callers answered`);
        return { first, last: more.at(-1) ?? first };
      },
    });

    // Whoever was answered too early is still being worked for; nothing outside tells when that ends.
    await clock.sleepUntil(lastSentAt + 2 * parameters.serviceMs, signal);
    const rows = await itemsWhere(clients.documents, outputs.TableName ?? '', 'customer', customer);
    const stored = new Set(rows.map(({ item }) => item)).size;
    return {
      metrics: {
        told5xx: answers.filter(({ first }) => (first?.status ?? 0) >= 500).length,
        toldDone: answers.filter(({ last }) => last?.status === 200 || last?.status === 201).length,
        stored,
        duplicates: rows.length - stored,
        firstReplyMs: median(answers.map(({ first }) => first?.replyMs ?? Number.NaN)),
        firstStatus: median(answers.map(({ first }) => first?.status ?? Number.NaN)),
      },
      series: { replyMs: answers.map(({ first }) => first?.replyMs ?? Number.NaN) },
    };
  },

  claims,
});
