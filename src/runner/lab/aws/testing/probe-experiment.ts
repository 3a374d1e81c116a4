import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { defineExperiment } from '#experiment/define-experiment.ts';

/** The least that an experiment does: it calls its function once, and one service. */
export default defineExperiment({
  question: 'Does it answer?',
  nextStep: 'Call it again.',
  byHand: () => [],
  repetitions: 1,
  parameters: {},
  variants: {
    once: { label: 'once', pipeline: ['HTTP API', 'Lambda'], parameters: {} },
    again: { label: 'again', pipeline: ['HTTP API', 'Lambda'], parameters: {} },
  },
  metrics: { answered: { label: 'answers', unit: 'answers', better: 'higher' } },
  series: {},
  predictions: [],
  warmUp: async () => undefined,
  async run({ clients, outputs, signal }) {
    const { status } = await clients.http.postJson(`${outputs.ApiUrl}/hello`, { name: 'me' }, signal);
    await clients.sqs.send(new ListQueuesCommand({}));
    return { metrics: { answered: status === 200 ? 1 : 0 }, series: {} };
  },
  claims: [
    {
      id: 'it-answers',
      statement: 'It answers.',
      reach: 'mechanism',
      seeds: [],
      notShown: 'Anything else.',
      judge: (results) => ({
        holds: Object.values(results).every(({ answered }) => answered.min === 1),
        because: `Fewest answers: ${Math.min(...Object.values(results).map(({ answered }) => answered.min))}.`,
      }),
    },
  ],
});
