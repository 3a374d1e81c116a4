import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import { queueDepth } from '#experiment/queue.ts';
import { claims } from './kept-too-long/claims.ts';
import { failAll, sendOrders, workAll } from './shared/worker.ts';

const dayMs = 200;
const pipeline = ['HTTP API', 'SQS', 'Worker'];
const days = (label: string, value: number) => ({ label, value, unit: 'days' });
const back = (value: number) => ({ back: days('when the worker is back', value) });
const failing = (deadLetterDays: number) => ({
  label: `fails on day 3, dead letters kept ${deadLetterDays} days`,
  pipeline,
  context: { deadLetterDays },
  parameters: {
    back: days('when the worker is back, and fails', 3),
    deadLetters: days('how long the dead-letter queue keeps', deadLetterDays),
  },
});

export default defineExperiment({
  question:
    'Orders wait in a queue that keeps them for four days, and nobody reads it. The worker is back on day two, on day five, or on day three with a mistake: what is left of the orders, and until when?',
  nextStep:
    'In labs/message-retention/stack.ts, keep messages in the queue for 14 days as well: until which day do the dead letters of day three last now?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders -H 'content-type: application/json' -d '{"orderId":"mine-1","item":"espresso"}'`,
  ],
  repetitions: 3,
  freshDeployments: true,
  serviceTime: { value: dayMs },
  localCloud: {
    retentionScale: {
      label: 'factor on every retention period',
      value: dayMs / 86_400_000,
      injected: `Makes a day of retention ${dayMs} ms: AWS keeps a message for at least a minute.`,
    },
  },
  parameters: {
    orders: { label: 'orders that wait', value: 8, unit: 'orders' },
    dayMs: { label: 'a day', value: dayMs, unit: 'ms', injected: 'A day of the queue in the run.' },
    queueDays: { label: 'how long the queue keeps a message', value: 4, unit: 'days' },
  },
  variants: {
    'back-on-day-2': { label: 'back on day 2', pipeline, parameters: back(2) },
    'back-on-day-5': { label: 'back on day 5', pipeline, parameters: back(5) },
    'dead-letters-4': failing(4),
    'dead-letters-14': failing(14),
  },
  metrics: {
    worked: { label: 'orders worked on', unit: 'orders', better: 'higher' },
    deadLettered: { label: 'orders moved to the dead-letter queue', unit: 'orders', better: 'lower' },
    expired: { label: 'orders that expired, in either queue', unit: 'orders', better: 'lower' },
    leftOnDay5: { label: 'orders that are in either queue on day 5', unit: 'orders', better: 'neither' },
    movedOnDay: { label: 'day on which the dead letters were moved', unit: 'days', better: 'neither' },
    goneOnDay: {
      label: 'day on which the last order had left both queues',
      unit: 'days',
      better: 'neither',
    },
  },
  series: {},
  predictions: [
    {
      kind: 'number',
      id: 'dead-letters-until',
      prompt:
        'A message is sent on day 0, and moved on day 3 to a dead-letter queue that keeps messages for 14 days. On which day does it expire?',
      unit: 'days',
      answer: (results) => results['dead-letters-14'].goneOnDay.median,
    },
  ],

  async warmUp({ clients, outputs }) {
    await queueDepth(clients.sqs, outputs.QueueUrl ?? '');
  },

  async run({ variant, parameters, progress, events, clients, clock, outputs, signal }) {
    const { QueueUrl = '', DeadLetterQueueUrl = '' } = outputs;
    const { orders } = parameters;
    const left = async (url: string) => {
      const { waiting, inFlight } = await queueDepth(clients.sqs, url);
      return waiting + inFlight;
    };
    const leftInBoth = async () => (await left(QueueUrl)) + (await left(DeadLetterQueueUrl));

    const sentAt = clock.now();
    await sendOrders(clients.sqs, QueueUrl, orders);
    const day = (count: number) => clock.sleepUntil(sentAt + count * parameters.dayMs, signal);
    const today = () => (clock.now() - sentAt) / parameters.dayMs;

    let [worked, deadLettered, movedOnDay] = [0, 0, 0];
    if (variant === 'back-on-day-2' || variant === 'back-on-day-5') {
      await day(variant === 'back-on-day-2' ? 2 : 5);
      progress(0.3, 'the worker is back');
      worked = await workAll(clients.sqs, QueueUrl);
      deadLettered = await left(DeadLetterQueueUrl);
    } else {
      await day(3);
      progress(0.2, 'the worker is back, and fails');
      await failAll(clients.sqs, QueueUrl);
      [deadLettered, movedOnDay] = [await left(DeadLetterQueueUrl), today()];
    }
    // Gone already, or looked at in the middle of day 5, and from then on until nothing is left.
    let goneOnDay = today();
    await day(5.5);
    const leftOnDay5 = await leftInBoth();
    while ((await leftInBoth()) > 0 && today() < 20) {
      await clock.sleepUntil(clock.now() + parameters.dayMs / 10, signal);
      goneOnDay = today();
      progress(Math.min(0.95, goneOnDay / 15), `day ${Math.floor(goneOnDay)}`);
    }
    const expiries = eventsOf(events, 'message-expired');
    if (leftOnDay5 === 0 && expiries.length > 0) {
      const enqueuedAt = eventsOf(events, 'message-enqueued', 'OrderQueue')[0]?.at ?? Number.NaN;
      goneOnDay = ((expiries.at(-1)?.at ?? Number.NaN) - enqueuedAt) / parameters.dayMs;
    }
    return {
      metrics: { worked, deadLettered, expired: expiries.length, leftOnDay5, movedOnDay, goneOnDay },
      series: {},
    };
  },

  claims,
});
