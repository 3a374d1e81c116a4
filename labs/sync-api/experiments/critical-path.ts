import { randomArrivals } from '#experiment/arrivals.ts';
import { defineExperiment } from '#experiment/define-experiment.ts';
import { summariseLatency } from '#experiment/latency.ts';
import { openLoop } from '#experiment/open-loop.ts';
import { warmUpEnvironments } from '#experiment/warm-up.ts';
import { claims, type Variant } from './critical-path/claims.ts';

/** More orders than ever overlap when the slowest hop takes longest. */
const environments = 6;

const pipeline = ['HTTP API', 'Lambda', 'payment provider', 'DynamoDB'];
const variant = (serviceMs: number) => ({
  label: `${serviceMs} ms`,
  pipeline,
  context: { serviceMs },
  parameters: {
    serviceMs: {
      label: 'time that the slowest hop takes',
      value: serviceMs,
      unit: 'ms',
      injected: 'Stands in for a payment provider that the handler waits for.',
    },
  },
});
const variants: Record<Variant, ReturnType<typeof variant>> = {
  'takes-50': variant(50),
  'takes-100': variant(100),
  'takes-200': variant(200),
  'takes-400': variant(400),
};

export default defineExperiment({
  question: 'The slowest hop of a synchronous chain gets slower. How much of it does the caller feel?',
  nextStep:
    'Let labs/sync-api/handlers/place-order.ts look the order up and pay at the same time (Promise.all): which of the two is still on the critical path?',
  byHand: ({ ApiUrl }) => [
    `curl -s -o /dev/null -w '%{time_total}\\n' ${ApiUrl}/orders --json '{"customer":"me","item":"espresso"}'`,
  ],
  repetitions: 3,
  parameters: {
    orders: { label: 'orders per repetition', value: 12, unit: 'orders' },
    ratePerSecond: { label: 'mean arrival rate', value: 10, unit: '1/s' },
  },
  variants,
  metrics: {
    accepted: { label: 'orders answered with a 201', unit: 'orders', better: 'higher' },
    replyMsMin: { label: 'time to the reply, fastest', unit: 'ms', better: 'lower' },
    replyMsP50: { label: 'time to the reply, median', unit: 'ms', better: 'lower' },
    replyMsP99: { label: 'time to the reply, 99th percentile', unit: 'ms', better: 'lower' },
    restMs: { label: 'all other hops together, fastest', unit: 'ms', better: 'lower' },
  },
  series: {
    replyMs: { label: 'time to the reply', unit: 'ms' },
  },
  predictions: [
    {
      kind: 'choice',
      id: 'slower-by-200',
      prompt: 'The payment provider takes 400 ms instead of 200 ms. What happens to the reply?',
      options: [
        { value: 'little', label: 'it comes a little later: the other hops hide some of it' },
        { value: 'all', label: 'it comes 200 ms later' },
        { value: 'double', label: 'it takes more than twice as long: waiting adds up' },
      ],
      answer(results) {
        const later = results['takes-400'].replyMsMin.median - results['takes-200'].replyMsMin.median;
        if (later < 100) return 'little';
        return later > results['takes-200'].replyMsMin.median ? 'double' : 'all';
      },
    },
  ],

  warmUp: ({ clients, outputs, runId, signal }) =>
    warmUpEnvironments(environments, () =>
      clients.http.postJson(`${outputs.ApiUrl}/orders`, { customer: runId, item: 'warm-up' }, signal),
    ),

  async run({ clients, clock, outputs, parameters, progress, random, runId, signal }) {
    let done = 0;
    const replies = await openLoop({
      arrivals: randomArrivals(parameters.orders, parameters.ratePerSecond, random),
      clock,
      signal,
      async send({ index, intendedAt }) {
        const order = { customer: runId, item: `espresso ${index + 1}` };
        const { status } = await clients.http.postJson(`${outputs.ApiUrl}/orders`, order, signal);
        done += 1;
        progress(done / parameters.orders, `${done} of ${parameters.orders} orders answered`);
        return { status, replyMs: clock.now() - intendedAt };
      },
    });
    const replyMs = replies.map((each) => each.replyMs);
    const reply = summariseLatency(replyMs);
    return {
      metrics: {
        accepted: replies.filter(({ status }) => status === 201).length,
        replyMsMin: reply.min,
        replyMsP50: reply.p50,
        replyMsP99: reply.p99,
        restMs: reply.min - Number(outputs.ServiceMs),
      },
      series: { replyMs },
    };
  },

  claims,
});
