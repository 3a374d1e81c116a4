import { randomArrivals } from '#experiment/arrivals.ts';
import { defineExperiment } from '#experiment/define-experiment.ts';
import { openLoop } from '#experiment/open-loop.ts';
import { triesOf } from '#experiment/tries-of.ts';
import { warmUpEnvironments } from '#experiment/warm-up.ts';
import { attemptsOf, claims, failing } from './sdk-retries/claims.ts';

/** More orders than ever overlap. */
const environments = 12;

const pipeline = ['HTTP API', 'Lambda', 'DynamoDB'];
const variant = (label: string, sdkAttempts: number) => ({
  label,
  pipeline,
  context: { serviceMs: 50, concurrency: 40, sdkAttempts },
  parameters: {
    sdkAttempts: {
      label: 'attempts that the AWS SDK in the function is told to make',
      value: sdkAttempts || 'its default',
    },
  },
});

export default defineExperiment({
  question: 'The table fails three calls in ten. How many callers hear of it, and who has tried again?',
  nextStep:
    'Set the share of failing calls in labs/sync-api/experiments/sdk-retries/claims.ts to 0.8: what do the attempts still help, and what do they cost?',
  byHand: ({ ApiUrl }) => [`curl -i ${ApiUrl}/orders --json '{"customer":"me","item":"espresso"}'`],
  repetitions: 3,
  // So short that the pauses between the attempts of the SDK can be seen; the first two failures stand alone.
  replayed: { fault: 'fail', strike: 3, beforeMs: 100, afterMs: 500, variants: ['once', 'thrice'] },
  parameters: {
    orders: { label: 'orders per repetition', value: 120, unit: 'orders' },
    ratePerSecond: { label: 'mean arrival rate', value: 25, unit: '1/s' },
    failingShare: {
      label: 'part of its calls that the table fails',
      value: failing,
      injected: 'Failures on purpose, far more often than AWS would have them.',
    },
  },
  variants: {
    once: variant('one attempt', 1),
    thrice: variant('three attempts', 3),
    default: variant('the default', 0),
  },
  metrics: {
    placed: { label: 'orders answered with a 201', unit: 'orders', better: 'higher' },
    placedPercent: { label: 'orders answered with a 201', unit: '%', better: 'higher' },
    predictedPercent: {
      label: '1 − share of failures to the power of attempts',
      unit: '%',
      better: 'neither',
    },
    invocations: { label: 'invocations of the function', unit: 'invocations', better: 'lower' },
    calls: { label: 'calls of the table', unit: 'calls', better: 'lower' },
    tries: { label: 'calls for one order while every call fails', unit: 'calls', better: 'neither' },
    replyMsMax: { label: 'time to the reply, slowest', unit: 'ms', better: 'lower' },
  },
  series: {
    replyMs: { label: 'time to the reply', unit: 'ms' },
  },
  predictions: [
    {
      kind: 'number',
      id: 'placed-by-default',
      prompt:
        'Of 100 calls of the table 30 fail. Nobody has told the SDK how often to try. How many of 100 orders are placed?',
      unit: '%',
      answer: (results) => results.default.placedPercent.median,
    },
    {
      kind: 'choice',
      id: 'gateway-retries',
      prompt: 'The function fails. Does the gateway call it again for the same request?',
      options: [
        { value: 'no', label: 'no' },
        { value: 'yes', label: 'yes, as Lambda does with asynchronous events' },
      ],
      answer: ({ once }, { orders }) => (once.invocations.median > orders ? 'yes' : 'no'),
    },
  ],

  warmUp: ({ clients, outputs, runId, signal }) =>
    warmUpEnvironments(environments, () =>
      clients.http.postJson(`${outputs.ApiUrl}/orders`, { customer: runId, item: 'warm-up' }, signal),
    ),

  async run({
    variant,
    clients,
    clock,
    events,
    faults,
    outputs,
    parameters,
    progress,
    random,
    runId,
    signal,
  }) {
    const { orders, failingShare, ratePerSecond } = parameters;
    const mend = faults.inject({ resource: 'Orders', fault: 'fail', share: failingShare });
    let done = 0;
    const replies = await openLoop({
      arrivals: randomArrivals(orders, ratePerSecond, random),
      clock,
      signal,
      async send({ index, intendedAt }) {
        const order = { customer: runId, item: `espresso ${index + 1}` };
        const { status } = await clients.http.postJson(`${outputs.ApiUrl}/orders`, order, signal);
        done += 1;
        progress(done / orders, `${done} of ${orders} callers answered`);
        return { status, replyMs: clock.now() - intendedAt };
      },
    });
    const counted = triesOf(events);
    mend();
    // One more order, while every call fails: as many calls as it makes, as often does the SDK try.
    faults.inject({ resource: 'Orders', fault: 'fail', share: 1 });
    const before = events.length;
    const order = { customer: runId, item: 'one more' };
    await clients.http.postJson(`${outputs.ApiUrl}/orders`, order, signal);
    const placed = replies.filter(({ status }) => status === 201).length;
    return {
      metrics: {
        placed,
        placedPercent: (100 * placed) / orders,
        predictedPercent: 100 * (1 - failingShare ** attemptsOf[variant]),
        ...counted,
        tries: triesOf(events.slice(before)).calls,
        replyMsMax: Math.max(...replies.map(({ replyMs }) => replyMs)),
      },
      series: { replyMs: replies.map(({ replyMs }) => replyMs) },
    };
  },

  claims,
});
