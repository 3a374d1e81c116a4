import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { defineRepair } from '#experiment/define-repair.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import { mostAtOnce } from '#experiment/overlap.ts';
import experiment from '../../experiments/throttled-into-the-dlq.ts';

export default defineRepair(experiment, {
  variants: { throttled: { context: { serviceMs: 1_700, functionTimeoutSeconds: 3 } } },
  probe: {
    metrics: {
      atOnce: { label: 'orders worked on at the same time, at most', unit: 'orders', better: 'neither' },
      receivesAllowed: {
        label: 'receives until a message is set aside',
        unit: 'receives',
        better: 'neither',
      },
    },
    async run({ events, clients, outputs }) {
      const ends = new Map(
        eventsOf(events, 'invocation-ended', 'Worker').map(({ invocationId, at }) => [invocationId, at]),
      );
      const { Attributes } = await clients.sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: outputs.QueueUrl, AttributeNames: ['RedrivePolicy'] }),
      );
      return {
        atOnce: mostAtOnce(
          eventsOf(events, 'invocation-started', 'Worker').map(({ invocationId, at }) => ({
            from: at,
            to: ends.get(invocationId) ?? Number.POSITIVE_INFINITY,
          })),
        ),
        receivesAllowed: Number(JSON.parse(Attributes?.RedrivePolicy ?? '{}').maxReceiveCount ?? 0),
      };
    },
  },
  mends: [
    {
      id: 'no-order-is-given-up-unseen',
      statement: 'No order ends in the dead-letter queue that no handler has ever seen.',
      judge: ({ throttled }) => ({
        holds: throttled.neverRun.max === 0,
        because: `${throttled.neverRun.median} of ${throttled.deadLettered.median} dead letters were never seen by a handler; ${throttled.throttles.median} invocations were throttled.`,
      }),
    },
    {
      id: 'every-order-is-done',
      statement: 'Every order that was accepted is in the table, and none in the dead-letter queue.',
      judge: ({ throttled }, { orders }) => ({
        holds: throttled.done.min === orders && throttled.deadLettered.max === 0,
        because: `${throttled.done.median} of ${orders} orders are in the table, ${throttled.deadLettered.median} in the dead-letter queue.`,
      }),
    },
  ],
  keeps: [
    {
      id: 'the-backend-is-still-protected',
      statement:
        'Never more than two orders are worked on at the same time: the payment provider takes no more.',
      judge: ({ throttled }) => ({
        holds: throttled.atOnce.max <= 2,
        because: `${throttled.atOnce.median} orders were worked on at the same time.`,
      }),
    },
    {
      id: 'poison-is-still-set-aside',
      statement: 'A message that can never be worked on is still given up, to a dead-letter queue.',
      judge: ({ throttled }) => ({
        holds: throttled.receivesAllowed.min > 0,
        because:
          throttled.receivesAllowed.min > 0
            ? `It is after ${throttled.receivesAllowed.median} receives.`
            : 'The queue has no redrive policy.',
      }),
    },
  ],
});
