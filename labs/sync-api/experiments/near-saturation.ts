import { randomArrivals } from '#experiment/arrivals.ts';
import { defineExperiment } from '#experiment/define-experiment.ts';
import { openLoop } from '#experiment/open-loop.ts';
import { median } from '#experiment/summary.ts';
import { warmUpEnvironments } from '#experiment/warm-up.ts';
import { claims, loads, rateAt, refusedByErlang, type Variant } from './near-saturation/claims.ts';

const serviceMs = 100;
const concurrency = 5;

const pipeline = ['HTTP API', 'Lambda', 'DynamoDB'];
const variant = (name: Variant) => ({
  label: `${100 * loads[name]} % load`,
  pipeline,
  context: { serviceMs, concurrency },
  parameters: {
    load: { label: 'arrivals, as part of what the function can do', value: loads[name] },
    ratePerSecond: {
      label: 'mean arrival rate',
      value: rateAt(loads[name], { concurrency, serviceMs }),
      unit: '1/s',
    },
  },
});

export default defineExperiment({
  question:
    'Callers come at random, and the function has a concurrency limit. How close to the limit before they are refused, and does Erlang B say how many?',
  nextStep:
    'Double both the concurrency here and the arrival rate: fewer are refused at the same load. Erlang B says by how much before you run it.',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders --json '{"customer":"me","item":"espresso"}'`,
    `seq 40 | xargs -P 8 -I{} curl -s -o /dev/null -w '%{http_code}\\n' ${ApiUrl}/orders --json '{"customer":"me","item":"{}"}' | sort | uniq -c`,
  ],
  // As many callers as one repetition needs to tell each load from the one before.
  repetitions: 2,
  // Every caller of a moment: of a few spread over the run nobody sees who was served when another was refused.
  replayed: { path: '/orders', beforeMs: 0, afterMs: 600, variants: ['four-fifths'] },
  parameters: {
    callers: { label: 'callers per repetition', value: 240, unit: 'callers' },
    settleMs: { label: 'time before anything is counted', value: 300, unit: 'ms' },
    concurrency: { label: 'reserved concurrency of the function', fromOutput: 'Concurrency', unit: 'orders' },
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for a payment provider that the handler waits for.',
    },
  },
  variants: {
    half: variant('half'),
    'four-fifths': variant('four-fifths'),
    full: variant('full'),
    over: variant('over'),
  },
  metrics: {
    counted: { label: 'callers counted', unit: 'callers', better: 'neither' },
    refused: { label: 'of these refused', unit: 'callers', better: 'lower' },
    refusedPercent: { label: 'refused', unit: '%', better: 'lower' },
    erlangLeast: { label: 'Erlang B, for the service time alone', unit: '%', better: 'neither' },
    erlangMost: { label: 'Erlang B, for the whole wait', unit: '%', better: 'neither' },
    heldMs: { label: 'mean time to the reply of who was served', unit: 'ms', better: 'lower' },
    replyMsP50: { label: 'time to the reply of who was served, median', unit: 'ms', better: 'lower' },
  },
  series: {
    replyMs: { label: 'time to the reply, refusals included', unit: 'ms' },
  },
  predictions: [
    {
      kind: 'number',
      id: 'refused-at-four-fifths',
      prompt:
        'On average 4 of 5 execution environments are busy, and callers come at random. How many of 100 are refused?',
      unit: '%',
      answer: (results) => results['four-fifths'].refusedPercent.median,
    },
    {
      kind: 'choice',
      id: 'reply-of-the-served',
      prompt: 'One and a half times as much arrives as the function can do. What about those who are served?',
      options: [
        { value: 'slower', label: 'they wait much longer: the system is overloaded' },
        { value: 'same', label: 'they are served about as fast as ever' },
      ],
      answer: ({ half, over }) => (over.replyMsP50.median > 2 * half.replyMsP50.median ? 'slower' : 'same'),
    },
  ],

  warmUp: ({ clients, outputs, parameters, runId, signal }) =>
    warmUpEnvironments(parameters.concurrency, () =>
      clients.http.postJson(`${outputs.ApiUrl}/orders`, { customer: runId, item: 'warm-up' }, signal),
    ),

  async run({ variant, clients, clock, outputs, parameters, progress, random, runId, signal }) {
    const ratePerSecond = rateAt(loads[variant], parameters);
    const arrivals = randomArrivals(parameters.callers, ratePerSecond, random);
    let done = 0;
    const replies = await openLoop({
      arrivals,
      clock,
      signal,
      async send({ index }) {
        const sentAt = clock.now();
        const order = { customer: runId, item: `espresso ${index + 1}` };
        const { status } = await clients.http.postJson(`${outputs.ApiUrl}/orders`, order, signal);
        done += 1;
        progress(done / arrivals.length, `${done} of ${arrivals.length} callers answered`);
        return { status, replyMs: clock.now() - sentAt };
      },
    });
    const counted = replies.filter((_, index) => (arrivals[index] ?? 0) >= parameters.settleMs);
    const served = counted.filter(({ status }) => status === 201).map(({ replyMs }) => replyMs);
    const refused = counted.filter(({ status }) => status >= 500).length;
    const heldMs = served.reduce((sum, each) => sum + each, 0) / served.length;
    return {
      metrics: {
        counted: counted.length,
        refused,
        refusedPercent: (100 * refused) / counted.length,
        erlangLeast: 100 * refusedByErlang(variant, parameters, parameters.serviceMs),
        erlangMost: 100 * refusedByErlang(variant, parameters, heldMs),
        heldMs,
        replyMsP50: median(served),
      },
      series: { replyMs: replies.map(({ replyMs }) => replyMs) },
    };
  },

  claims,
});
