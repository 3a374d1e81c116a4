import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { peekMessages, redrive } from '#experiment/dead-letters.ts';
import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import { pollUntil } from '#experiment/poll.ts';
import { queueDepth } from '#experiment/queue.ts';
import { isReadable } from '#experiment/table.ts';
import { claims } from './poison-and-dead-letters/claims.ts';
import { storedOrders, untilDrained, warmUp } from './shared/order-api.ts';

const orders = 8;
const poisonIndex = 2;
const pipeline = ['SQS', 'Lambda', 'DynamoDB'];
const context = {
  batchSize: 4,
  maximumConcurrency: 2,
  serviceMs: 50,
  visibilityTimeoutSeconds: 2,
  functionTimeoutSeconds: 1,
  maxReceiveCount: 2,
};

export default defineExperiment({
  question:
    'One order of eight can never be stored, and it travels in a batch with others. What happens to the others, and what to it?',
  nextStep:
    'Set batchSize in labs/queued-api/experiments/poison-and-dead-letters.ts to 8 and run it again: how many good orders does one poison order take with it?',
  byHand: ({ QueueUrl }) => [
    `aws sqs send-message --queue-url ${QueueUrl} --message-body '{"orderId":"mine-1","customer":"me","item":"espresso"}'`,
  ],
  repetitions: 3,
  freshDeployments: true,
  parameters: {
    orders: { label: 'orders, one of them poison', value: orders, unit: 'orders' },
    batchSize: { label: 'batch size', value: context.batchSize, unit: 'messages' },
    maxReceiveCount: { label: 'maxReceiveCount', fromOutput: 'MaxReceiveCount' },
    visibilityTimeoutSeconds: {
      label: 'visibility timeout',
      fromOutput: 'VisibilityTimeoutSeconds',
      unit: 's',
    },
  },
  variants: {
    'whole-batch': {
      label: 'the whole batch returns',
      pipeline,
      parameters: { handler: { label: 'handler', value: 'throws when one order of the batch fails' } },
      context: { ...context, handler: 'whole-batch' },
    },
    partial: {
      label: 'partial batch response',
      pipeline,
      parameters: { handler: { label: 'handler', value: 'answers with the messages that failed' } },
      context: { ...context, handler: 'store-order' },
    },
  },
  metrics: {
    goodDeliveries: { label: 'deliveries of the good orders', unit: 'deliveries', better: 'lower' },
    poisonDeliveries: { label: 'deliveries of the poison order', unit: 'deliveries', better: 'neither' },
    goodStored: { label: 'good orders in the table', unit: 'orders', better: 'higher' },
    deadLettered: { label: 'dead letters', unit: 'messages', better: 'lower' },
    goodDeadLettered: {
      label: 'dead letters whose order is in the table all the same',
      unit: 'messages',
      better: 'lower',
    },
    poisonStored: { label: 'poison orders in the table before the fix', unit: 'orders', better: 'neither' },
    mendedStored: {
      label: 'poison orders in the table after fix and redrive',
      unit: 'orders',
      better: 'higher',
    },
    leftOver: { label: 'dead letters after the redrive', unit: 'messages', better: 'lower' },
  },
  series: {},
  predictions: [
    {
      kind: 'number',
      id: 'dead-letters',
      prompt:
        'The handler throws when one order of its batch of four fails; maxReceiveCount is 2. How many messages end in the dead-letter queue?',
      unit: 'messages',
      answer: (results) => results['whole-batch'].deadLettered.median,
    },
    {
      kind: 'number',
      id: 'good-deliveries',
      prompt: `With a partial batch response: how many deliveries do the ${orders - 1} good orders take together?`,
      unit: 'deliveries',
      answer: ({ partial }) => partial.goodDeliveries.median,
    },
  ],

  warmUp: (surroundings) => warmUp(surroundings, 2),

  async run({ variant, repetition, progress, events, ...surroundings }) {
    const { clients, clock, outputs, parameters, runId, signal } = surroundings;
    const { TableName = '', QueueUrl = '', DeadLetterQueueUrl = '', DeadLetterQueueArn = '' } = outputs;
    const customer = `${runId}-${variant}-${repetition}`;
    const orderIds = Array.from({ length: parameters.orders }, (_, index) => `${customer}-${index + 1}`);
    const poison = orderIds[poisonIndex] ?? '';

    // The poison: somebody else's order has the same id by mistake, so that this one is refused whenever it comes.
    const inTheWay = { orderId: poison, customer: 'somebody else', item: 'tea' };
    await clients.documents.send(new PutCommand({ TableName, Item: inTheWay }));

    progress(0.1, `${orders} orders sent in one batch`);
    const { Successful = [] } = await clients.sqs.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: orderIds.map((orderId, index) => ({
          Id: String(index),
          MessageBody: JSON.stringify({ orderId, customer, item: 'espresso' }),
        })),
      }),
    );
    const poisonMessage = Successful.find(({ Id }) => Id === String(poisonIndex))?.MessageId;
    await untilDrained(surroundings);

    // Only the cloud's events count deliveries of one message; on AWS a handler would have to log them.
    const received = eventsOf(events, 'message-received', 'OrderQueue');
    const ofPoison = received.filter(({ messageId }) => messageId === poisonMessage).length;
    const rows = await storedOrders(surroundings, customer);
    const letters = await peekMessages(clients.sqs, DeadLetterQueueUrl);
    const lettersOf = letters.map(({ Body }) => JSON.parse(Body ?? '{}').orderId);

    progress(0.8, 'fixed, and moving the dead letters back');
    await clients.documents.send(new DeleteCommand({ TableName, Key: { orderId: poison } }));
    const mendedAt = clock.now();
    await redrive(clients.sqs, DeadLetterQueueArn);
    await pollUntil({
      clock,
      from: mendedAt,
      everyMs: 100,
      until: mendedAt + 10_000,
      signal,
      check: () => isReadable(clients.documents, TableName, { orderId: poison }, signal),
    });
    await untilDrained(surroundings);
    const after = await storedOrders(surroundings, customer);
    const { waiting: leftOver } = await queueDepth(clients.sqs, DeadLetterQueueUrl);
    return {
      metrics: {
        goodDeliveries: received.length - ofPoison,
        poisonDeliveries: ofPoison,
        goodStored: orderIds.filter((orderId) => orderId !== poison && rows.has(orderId)).length,
        deadLettered: letters.length,
        goodDeadLettered: lettersOf.filter((orderId) => rows.has(orderId)).length,
        poisonStored: rows.has(poison) ? 1 : 0,
        mendedStored: after.has(poison) ? 1 : 0,
        leftOver,
      },
      series: {},
    };
  },

  claims,
});
