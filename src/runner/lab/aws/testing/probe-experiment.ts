import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf } from '#experiment/event-counts.ts';

/**
 * The least that an experiment does: it calls its function once, and one service. It breaks something and counts events, too,
 * which makes no sense on AWS: probe-on-aws.yaml says so.
 */
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
  metrics: {
    answered: { label: 'answers', unit: 'answers', better: 'higher' },
    begun: { label: 'invocations', unit: 'invocations', better: 'neither' },
  },
  series: {},
  predictions: [],
  warmUp: async () => undefined,
  async run({ clients, events, faults, outputs, signal }) {
    faults.inject({ resource: 'Hello', fault: 'slow', milliseconds: 1 });
    const { status } = await clients.http.postJson(`${outputs.ApiUrl}/hello`, { name: 'me' }, signal);
    await clients.sqs.send(new ListQueuesCommand({}));
    const begun = eventsOf(events, 'invocation-started', 'Hello').length;
    return { metrics: { answered: status === 200 ? 1 : 0, begun }, series: {} };
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
    {
      id: 'it-is-invoked-once',
      statement: 'It is invoked once.',
      reach: 'mechanism',
      seeds: [],
      notShown: 'Anything else.',
      judge: ({ once }) => ({ holds: once.begun.max === 1, because: `Invocations: ${once.begun.max}.` }),
    },
  ],
});
