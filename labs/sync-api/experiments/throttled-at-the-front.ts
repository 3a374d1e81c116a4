import { randomArrivals } from '#experiment/arrivals.ts';
import { defineExperiment } from '#experiment/define-experiment.ts';
import { openLoop } from '#experiment/open-loop.ts';
import { refusedBy } from '#experiment/refused-by.ts';
import { spendSavedCapacity } from '#experiment/saved-capacity.ts';
import { mostCommon } from '#experiment/summary.ts';
import { warmUpEnvironments } from '#experiment/warm-up.ts';
import { claims, type Variant } from './throttled-at-the-front/claims.ts';

/** More orders than ever overlap, as long as the function is not what is limited. */
const environments = 12;

const roomy = { serviceMs: 60, sdkAttempts: 1, concurrency: 40 };
const limits = {
  gateway: {
    context: { ...roomy, gatewayRate: 10 },
    parameter: { gatewayRate: { label: 'stage throttle, rate and burst', value: 10, unit: '1/s' } },
  },
  function: {
    context: { ...roomy, concurrency: 2 },
    parameter: { concurrency: { label: 'reserved concurrency', value: 2, unit: 'orders' } },
  },
  table: {
    context: { ...roomy, writeUnits: 2 },
    parameter: { writeUnits: { label: 'provisioned write capacity', value: 2, unit: '1/s' } },
  },
};
const fronts = { http: 'HTTP API', rest: 'REST API' };

const variant = (front: keyof typeof fronts, limit: keyof typeof limits) => ({
  label: `${limit}, ${fronts[front]}`,
  pipeline: [fronts[front], 'Lambda', 'DynamoDB'],
  context: limits[limit].context,
  parameters: { front: { label: 'API', value: fronts[front] }, ...limits[limit].parameter },
});

export default defineExperiment({
  question:
    'One limit at a time: the gateway, the function or the table. Which component refuses, and which status does the caller see?',
  nextStep:
    'Catch the error of the table in labs/sync-api/handlers/place-order.ts and answer 503 with a retry-after header: what do the callers of both APIs see now?',
  byHand: ({ ApiUrl, RestApiUrl }) =>
    [`${ApiUrl}/orders`, `${RestApiUrl}orders`].map(
      (url) =>
        `seq 30 | xargs -P 30 -I{} curl -s -w ' %{http_code}\\n' ${url} --json '{"customer":"me","item":"{}"}' | sort | uniq -c`,
    ),
  repetitions: 3,
  parameters: {
    orders: { label: 'orders per repetition', value: 50, unit: 'orders' },
    ratePerSecond: { label: 'mean arrival rate', value: 30, unit: '1/s' },
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for a payment provider that the handler waits for.',
    },
  },
  variants: {
    'gateway-http': variant('http', 'gateway'),
    'gateway-rest': variant('rest', 'gateway'),
    'function-http': variant('http', 'function'),
    'function-rest': variant('rest', 'function'),
    'table-http': variant('http', 'table'),
    'table-rest': variant('rest', 'table'),
  },
  metrics: {
    accepted: { label: 'orders answered with a 201', unit: 'orders', better: 'higher' },
    refused: { label: 'orders refused', unit: 'orders', better: 'lower' },
    status: { label: 'status that most of the refused see', unit: 'status', better: 'neither' },
    refusedOtherwise: { label: 'refused with another status', unit: 'orders', better: 'neither' },
    byGateway: { label: 'refused before the function was called', unit: 'orders', better: 'neither' },
    byFunction: { label: 'refused for want of concurrency', unit: 'orders', better: 'neither' },
    byTable: { label: 'writes refused for want of capacity', unit: 'writes', better: 'neither' },
  },
  series: {
    replyMs: { label: 'time to the reply, refusals included', unit: 'ms' },
  },
  predictions: [
    {
      kind: 'choice',
      id: 'lambda-at-its-limit',
      prompt: 'The function behind a REST API is at its concurrency limit. Which status do its callers see?',
      options: [
        { value: '429', label: '429: too many requests, as Lambda itself says' },
        { value: '500', label: '500: internal server error' },
        { value: '503', label: '503: service unavailable' },
      ],
      answer: (results) => String(results['function-rest'].status.median),
    },
    {
      kind: 'choice',
      id: 'who-says-429',
      prompt: 'A caller gets a 429. Which limit was it?',
      options: [
        { value: 'gateway', label: "the gateway's own throttle" },
        { value: 'function', label: "the function's concurrency" },
        { value: 'any', label: 'any of the three' },
      ],
      answer(results) {
        const says429 = (variant: Variant) => results[variant].status.median === 429;
        if (says429('table-http') || says429('table-rest')) return 'any';
        return says429('function-http') || says429('function-rest') ? 'function' : 'gateway';
      },
    },
  ],

  warmUp: ({ clients, outputs, runId, signal }) =>
    warmUpEnvironments(Math.min(environments, Number(outputs.Concurrency)), () =>
      clients.http.postJson(`${outputs.ApiUrl}/orders`, { customer: runId, item: 'warm-up' }, signal),
    ),

  async run({ variant, events, clients, clock, outputs, parameters, progress, random, runId, signal }) {
    // What the table has saved since the last repetition, the longer ago the more, could be all that this one needs.
    if (variant.startsWith('table'))
      await spendSavedCapacity(clients.documents, outputs.TableName ?? '', { orderId: 'nobody’s' });
    const spent = events.length;
    const url = variant.endsWith('http') ? `${outputs.ApiUrl}/orders` : `${outputs.RestApiUrl}orders`;
    let done = 0;
    const replies = await openLoop({
      arrivals: randomArrivals(parameters.orders, parameters.ratePerSecond, random),
      clock,
      signal,
      async send({ index, intendedAt }) {
        const order = { customer: runId, item: `espresso ${index + 1}` };
        const { status } = await clients.http.postJson(url, order, signal);
        done += 1;
        progress(done / parameters.orders, `${done} of ${parameters.orders} callers answered`);
        return { status, replyMs: clock.now() - intendedAt };
      },
    });
    const refused = replies.filter(({ status }) => status !== 201).map(({ status }) => status);
    const status = mostCommon(refused) ?? Number.NaN;
    return {
      metrics: {
        accepted: replies.length - refused.length,
        refused: refused.length,
        status,
        refusedOtherwise: refused.filter((each) => each !== status).length,
        ...refusedBy(events.slice(spent)),
      },
      series: { replyMs: replies.map(({ replyMs }) => replyMs) },
    };
  },

  claims,
});
