import { defineExperiment } from '#experiment/define-experiment.ts';
import { summariseLatency } from '#experiment/latency.ts';
import { openLoop } from '#experiment/open-loop.ts';

/** Milliseconds after the start at which the callers come. */
const arrivals = { 'in-turn': [0, 300, 600, 900], 'at-once': [0, 0, 0, 0] };

export default defineExperiment({
  question: 'Four callers come, one after the other or all at once: does anyone wait for somebody else?',
  nextStep: 'Set reservedConcurrentExecutions to 1 in stack.ts: who is answered now, and with what?',
  byHand: ({ ApiUrl }) => [`curl -i ${ApiUrl}/hello --json '{"name":"me"}'`],
  repetitions: 3,
  parameters: {
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for work.',
    },
  },
  variants: {
    'in-turn': { label: 'in turn', pipeline: ['HTTP API', 'Lambda'], parameters: {} },
    'at-once': { label: 'all at once', pipeline: ['HTTP API', 'Lambda'], parameters: {} },
  },
  metrics: {
    answered: { label: 'callers answered with a 2xx', unit: 'callers', better: 'higher' },
    replyMsP50: { label: 'time to the reply, median', unit: 'ms', better: 'lower' },
  },
  series: { replyMs: { label: 'time to the reply', unit: 'ms' } },
  predictions: [
    {
      kind: 'choice',
      id: 'who-waits',
      prompt: 'Four callers at once, one function: what happens?',
      options: [
        { value: 'all', label: 'all four are answered' },
        { value: 'some', label: 'some are turned away' },
      ],
      answer: (results) => (results['at-once'].answered.min === 4 ? 'all' : 'some'),
    },
  ],

  async warmUp({ clients, outputs, signal }) {
    const call = () => clients.http.postJson(`${outputs.ApiUrl}/hello`, {}, signal);
    await Promise.all(arrivals['at-once'].map(call));
  },

  async run({ variant, clients, clock, outputs, signal, progress }) {
    let answers = 0;
    const replies = await openLoop({
      arrivals: arrivals[variant],
      clock,
      signal,
      async send({ index, intendedAt }) {
        const { status } = await clients.http.postJson(`${outputs.ApiUrl}/hello`, { name: index }, signal);
        answers += 1;
        progress(answers / arrivals[variant].length, `${answers} answers`);
        return { status, replyMs: clock.now() - intendedAt };
      },
    });
    const replyMs = replies.map((reply) => reply.replyMs);
    return {
      metrics: {
        answered: replies.filter(({ status }) => status >= 200 && status < 300).length,
        replyMsP50: summariseLatency(replyMs).p50,
      },
      series: { replyMs },
    };
  },

  claims: [
    {
      id: 'all-are-answered',
      statement: 'Callers who come at once are all answered, as those who come in turn are.',
      reach: 'mechanism',
      seeds: [],
      notShown: 'More callers at once than the account lets functions run.',
      judge: (results) => ({
        holds: Object.values(results).every(({ answered }) => answered.min === 4),
        because: `Fewest answered in a repetition: ${results['in-turn'].answered.min} in turn, ${results['at-once'].answered.min} at once, of 4.`,
      }),
    },
  ],
});
