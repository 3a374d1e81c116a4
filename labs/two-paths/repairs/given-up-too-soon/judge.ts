import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { defineRepair } from '#experiment/define-repair.ts';
import experiment from '../../experiments/same-outage.ts';

export default defineRepair(experiment, {
  variants: { 'queued-long': { context: { serviceMs: 50, functionTimeoutSeconds: 2 } } },
  parameters: { orders: 12 },
  probe: {
    metrics: {
      receivesAllowed: {
        label: 'receives until a message is set aside',
        unit: 'receives',
        better: 'neither',
      },
    },
    async run({ clients, outputs }) {
      const { Attributes } = await clients.sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: outputs.QueueUrl, AttributeNames: ['RedrivePolicy'] }),
      );
      const policy = JSON.parse(Attributes?.RedrivePolicy ?? '{}');
      return { receivesAllowed: Number(policy.maxReceiveCount ?? 0) };
    },
  },
  mends: [
    {
      id: 'the-outage-is-outlasted',
      statement: 'The table is down for some seconds. Every order that was accepted is processed afterwards.',
      judge: ({ 'queued-long': run }) => ({
        holds: run.processed.min === run.accepted.max,
        because: `${run.processed.median} of ${run.accepted.median} accepted orders are in the table, ${run.deadLettered.median} in the dead-letter queue.`,
      }),
    },
  ],
  keeps: [
    {
      id: 'no-order-disappears',
      statement: 'Every accepted order is in the table or in the dead-letter queue.',
      judge: ({ 'queued-long': run }) => ({
        holds: run.lost.max === 0,
        because: `${run.lost.median} of ${run.accepted.median} accepted orders are in neither.`,
      }),
    },
    {
      id: 'callers-do-not-hear-of-it',
      statement: 'Every caller gets a receipt, also while the table is down.',
      judge: ({ 'queued-long': run }, { orders }) => ({
        holds: run.accepted.min === orders && run.told5xx.max === 0,
        because: `${run.accepted.median} of ${orders} orders were accepted.`,
      }),
    },
    {
      id: 'poison-is-still-set-aside',
      statement: 'A message that can never be worked on is given up some day, to a dead-letter queue.',
      judge: ({ 'queued-long': run }) => ({
        holds: run.receivesAllowed.min > 0 && run.receivesAllowed.max <= 100,
        because:
          run.receivesAllowed.min > 0
            ? `It is after ${run.receivesAllowed.median} receives.`
            : 'The queue has no redrive policy.',
      }),
    },
  ],
});
