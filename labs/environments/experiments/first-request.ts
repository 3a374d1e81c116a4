import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import { claims, environmentsAhead } from './first-request/claims.ts';
import { placeOrder } from './shared/order-client.ts';

const context = { serviceMs: 200, initMs: 400, concurrency: 10, connections: 10, statementMs: 10 };
const pipeline = ['HTTP API', 'Lambda', 'PostgreSQL'];
const arrivals = (value: string) => ({ arrivals: { label: 'how the callers come', value } });
const ahead = (value: number) => ({
  provisioned: { label: 'provisioned concurrency', value, unit: 'environments' },
});

export default defineExperiment({
  question: 'After a pause somebody has to be the first. How many callers meet a cold start?',
  nextStep:
    'Set environmentsAhead to 6 in experiments/first-request/claims.ts: how many cold starts are left, and who pays for six environments at night?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders -H 'content-type: application/json' -d '{"customer":"me","item":"espresso"}'`,
  ],
  repetitions: 3,
  // No environment is left of the repetition before: this is the pause.
  freshDeployments: true,
  parameters: {
    callers: { label: 'callers, and as many at once afterwards', value: 6, unit: 'callers' },
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for a payment provider that the handler waits for.',
    },
    initMs: {
      label: 'initialization of an environment, besides the start of its process',
      fromOutput: 'InitMs',
      unit: 'ms',
      injected: 'Stands in for libraries that a large function loads.',
    },
    concurrency: { label: 'reserved concurrency of the function', fromOutput: 'Concurrency', unit: 'orders' },
  },
  variants: {
    'in-turn': {
      label: 'one after another',
      pipeline,
      context,
      parameters: { ...arrivals('one after another'), ...ahead(0) },
    },
    'at-once': {
      label: 'all at once',
      pipeline,
      context,
      parameters: { ...arrivals('at once'), ...ahead(0) },
    },
    provisioned: {
      label: 'all at once, some provisioned',
      pipeline,
      context: { ...context, provisioned: environmentsAhead },
      parameters: { ...arrivals('at once'), ...ahead(environmentsAhead) },
    },
  },
  metrics: {
    placed: { label: 'orders placed, of all callers', unit: 'orders', better: 'higher' },
    coldStarts: { label: 'cold starts that callers met', unit: 'callers', better: 'lower' },
    coldPercent: { label: 'callers who met one', unit: '%', better: 'lower' },
    coldInBurst: { label: 'cold starts in the burst afterwards', unit: 'callers', better: 'lower' },
    firstReplyMs: { label: 'time to the reply of the first caller', unit: 'ms', better: 'lower' },
    otherRepliesMsMax: { label: 'time to the reply of the others, longest', unit: 'ms', better: 'lower' },
  },
  series: {
    replyMs: { label: 'time to the reply', unit: 'ms' },
  },
  predictions: [
    {
      kind: 'number',
      id: 'cold-at-once',
      prompt: 'After a pause six callers come at once. How many of them meet a cold start?',
      unit: 'callers',
      answer: (results) => results['at-once'].coldStarts.median,
    },
    {
      kind: 'number',
      id: 'cold-in-burst',
      prompt:
        'Six callers came one after another, so that the function is warm. Then six come at once. How many of these meet a cold start?',
      unit: 'callers',
      answer: (results) => results['in-turn'].coldInBurst.median,
    },
  ],

  // Cold starts are what is measured here.
  warmUp: async () => undefined,

  async run({ variant, parameters, events, progress, ...api }) {
    const { callers } = parameters;
    const coldStarts = () =>
      eventsOf(events, 'invocation-started', 'PlaceOrder').filter(({ coldStart }) => coldStart).length;
    const atOnce = () =>
      Promise.all(Array.from({ length: callers }, (_, index) => placeOrder(api, `espresso ${index + 1}`)));
    const replies = variant === 'in-turn' ? [] : await atOnce();
    while (replies.length < callers) {
      replies.push(await placeOrder(api, `espresso ${replies.length + 1}`));
      progress(replies.length / callers / 2, `${replies.length} callers answered`);
    }
    const cold = coldStarts();
    progress(0.5, `${cold} cold starts; now ${callers} callers at once`);
    const burst = await atOnce();
    const [first, ...others] = replies.map(({ replyMs }) => replyMs);
    return {
      metrics: {
        placed: [...replies, ...burst].filter(({ status }) => status === 201).length,
        coldStarts: cold,
        coldPercent: (100 * cold) / callers,
        coldInBurst: coldStarts() - cold,
        firstReplyMs: first ?? Number.NaN,
        otherRepliesMsMax: Math.max(...others),
      },
      series: { replyMs: replies.map(({ replyMs }) => replyMs) },
    };
  },

  claims,
});
