import { defineExperiment } from '#experiment/define-experiment.ts';
import { openLoop } from '#experiment/open-loop.ts';
import { mostAtOnce } from '#experiment/overlap.ts';
import { warmUpEnvironments } from '#experiment/warm-up.ts';
import { claims } from './parallel-requests/claims.ts';

const callers = { one: 1, five: 5, ten: 10, twenty: 20 };
type Variant = keyof typeof callers;

const pipeline = ['HTTP API', 'Lambda', 'DynamoDB'];
const variant = (name: Variant) => ({
  label: `${callers[name]} at once`,
  pipeline,
  parameters: { callers: { label: 'callers at the same moment', value: callers[name], unit: 'callers' } },
});

export default defineExperiment({
  question: 'Several callers at the same moment: are they served one after another, or side by side?',
  nextStep:
    'Deploy it with one execution environment (concurrency 1 in labs/sync-api/stack.ts) and run it again: who is refused now, and who waits?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders --json '{"customer":"me","item":"espresso"}'`,
    `seq 20 | xargs -P 20 -I{} curl -s -o /dev/null -w '%{http_code} %{time_total}\\n' ${ApiUrl}/orders --json '{"customer":"me","item":"{}"}'`,
  ],
  repetitions: 5,
  parameters: {
    concurrency: { label: 'reserved concurrency of the function', fromOutput: 'Concurrency', unit: 'orders' },
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for a payment provider that the handler waits for.',
    },
  },
  variants: {
    one: variant('one'),
    five: variant('five'),
    ten: variant('ten'),
    twenty: variant('twenty'),
  },
  metrics: {
    accepted: { label: 'orders answered with a 201', unit: 'orders', better: 'higher' },
    refused: { label: 'orders refused with a 5xx', unit: 'orders', better: 'lower' },
    overlap: { label: 'orders worked on at the same time, at most', unit: 'orders', better: 'higher' },
    lastReplyMs: { label: 'time until the last accepted order is answered', unit: 'ms', better: 'lower' },
    lastRefusalMs: { label: 'time until the last refusal', unit: 'ms', better: 'lower' },
  },
  series: {
    replyMs: { label: 'time to the reply, refusals included', unit: 'ms' },
  },
  predictions: [
    {
      kind: 'choice',
      id: 'ten-at-once',
      prompt: 'Ten callers at the same moment, 200 ms of work each: when has the last one its answer?',
      options: [
        { value: 'sequence', label: 'after about 2 seconds: one after another' },
        { value: 'parallel', label: 'after little more than 200 ms: side by side' },
      ],
      answer: ({ ten }, { serviceMs }) =>
        ten.lastReplyMs.median > (10 * serviceMs) / 2 ? 'sequence' : 'parallel',
    },
    {
      kind: 'number',
      id: 'refused-of-twenty',
      prompt: 'Twenty callers at the same moment, reserved concurrency 10: how many are refused?',
      unit: 'orders',
      answer: ({ twenty }) => twenty.refused.median,
    },
  ],

  warmUp: ({ clients, outputs, parameters, signal, runId }) =>
    warmUpEnvironments(parameters.concurrency, () =>
      clients.http.postJson(`${outputs.ApiUrl}/orders`, { customer: runId, item: 'warm-up' }, signal),
    ),

  async run({ variant, clients, clock, outputs, progress, runId, signal }) {
    const replies = await openLoop({
      arrivals: Array.from({ length: callers[variant] }, () => 0),
      clock,
      signal,
      async send({ index, intendedAt }) {
        const order = { customer: `${runId}-${variant}`, item: `espresso ${index + 1}` };
        const { status, body } = await clients.http.postJson(`${outputs.ApiUrl}/orders`, order, signal);
        return { status, body, replyMs: clock.now() - intendedAt };
      },
    });
    progress(1, `${replies.length} callers answered`);

    const accepted = replies.filter(({ status }) => status === 201);
    const refused = replies.filter(({ status }) => status >= 500);
    return {
      metrics: {
        accepted: accepted.length,
        refused: refused.length,
        overlap: mostAtOnce(accepted.map(({ body }) => workedOn(body))),
        lastReplyMs: Math.max(0, ...accepted.map(({ replyMs }) => replyMs)),
        lastRefusalMs: Math.max(0, ...refused.map(({ replyMs }) => replyMs)),
      },
      series: { replyMs: replies.map(({ replyMs }) => replyMs) },
    };
  },

  claims,
});

/** When the handler began with an order and when it had been paid for, as the reply tells. */
function workedOn(body: string) {
  const { startedAt, paidAt } = JSON.parse(body);
  return { from: Date.parse(startedAt), to: Date.parse(paidAt) };
}
