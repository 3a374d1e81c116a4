import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf, runningInvocations } from '#experiment/event-counts.ts';
import { pollUntil } from '#experiment/poll.ts';
import { takeMessages } from '#experiment/queue.ts';
import { claims } from './delivered-twice/claims.ts';
import { overlapsOf } from './delivered-twice/overlaps.ts';
import { accepted, sendOrders, storedOrders, untilDrained } from './shared/order-api.ts';

/** With five pollers no more than two can be received a second time while both are still worked on. */
const orders = 2;
const crashes = 1;
const pipeline = ['HTTP API', 'SQS', 'Lambda', 'DynamoDB'];

/** How a handler writes, and after which write of its invocation the customer is charged. */
const writing = {
  'every-time': { label: 'charges every time', handler: 'charge-every-time', chargedByWrite: 1 },
  conditional: { label: 'conditional write', handler: 'store-order', chargedByWrite: 1 },
  record: { label: 'record beside (Powertools)', handler: 'charge-by-record', chargedByWrite: 2 },
};
type Writing = keyof typeof writing;

/**
 * Lambda compares the two timeouts when a mapping is created or updated, and not when somebody changes the queue. The
 * queue is deployed with 3 s, and lowered before each repetition: the second handler begins while the first works.
 */
const lowered = { from: 3, to: 1 };
const slowMs = 1_450;

const slow = (name: Writing, maxReceiveCount: number) => ({
  label: `slow, ${writing[name].label}, maxReceiveCount ${maxReceiveCount}`,
  pipeline,
  parameters: {
    handler: { label: 'handler', value: writing[name].handler },
    functionTimeoutSeconds: { label: 'function timeout', value: lowered.from, unit: 's' },
    visibilityTimeoutSeconds: {
      label: `visibility timeout, lowered from ${lowered.from} s after the deployment`,
      value: lowered.to,
      unit: 's',
    },
    serviceMs: {
      label: 'service time',
      value: slowMs,
      unit: 'ms',
      injected: 'Stands in for a slow payment.',
    },
    maxReceiveCount: { label: 'maxReceiveCount', value: maxReceiveCount },
  },
  context: {
    handler: writing[name].handler,
    visibilityTimeoutSeconds: lowered.from,
    functionTimeoutSeconds: lowered.from,
    serviceMs: slowMs,
    maxReceiveCount,
  },
});

const crash = (name: Writing) => ({
  label: `crash, ${writing[name].label}`,
  pipeline,
  parameters: {
    handler: { label: 'handler', value: writing[name].handler },
    functionTimeoutSeconds: { label: 'function timeout', value: 1, unit: 's' },
    visibilityTimeoutSeconds: { label: 'visibility timeout', value: 2, unit: 's' },
    serviceMs: { label: 'service time', value: 50, unit: 'ms', injected: 'Stands in for a fast payment.' },
  },
  context: {
    handler: writing[name].handler,
    visibilityTimeoutSeconds: 2,
    functionTimeoutSeconds: 1,
    serviceMs: 50,
  },
});

export default defineExperiment({
  question:
    'A message is delivered again: its handler is still at work, or died after the write. How often is the customer charged?',
  nextStep:
    'Call addCharge in the place of storeOnce in labs/queued-api/handlers/store-order.ts and run it again: which claims turn?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders --json '{"orderId":"mine-1","customer":"me","item":"espresso"}'`,
  ],
  repetitions: 3,
  // Between the second receive and the end of the first handler, which have to come in this order.
  serviceTime: { value: slowMs - 1000 * lowered.to },
  tolerance: { loopLag: 0.5, sendDrift: 0.5 },
  parameters: {
    orders: { label: 'orders', value: orders, unit: 'orders' },
    crashes: {
      label: 'invocations that die right after they charged, in the crash variants',
      value: crashes,
      injected: 'Made to happen: how often a handler dies at this point says nothing.',
    },
  },
  variants: {
    calm: {
      label: 'nothing wrong, charges every time',
      pipeline,
      parameters: { handler: { label: 'handler', value: writing['every-time'].handler } },
      context: { handler: writing['every-time'].handler, serviceMs: 50 },
    },
    'slow-every-time': slow('every-time', 2),
    'slow-conditional': slow('conditional', 2),
    'slow-record': slow('record', 2),
    'slow-record-3': slow('record', 3),
    'crash-every-time': crash('every-time'),
    'crash-conditional': crash('conditional'),
    'crash-record': crash('record'),
  },
  metrics: {
    accepted: { label: 'orders accepted', unit: 'orders', better: 'neither' },
    deliveries: { label: 'deliveries', unit: 'deliveries', better: 'lower' },
    invocations: { label: 'handler runs', unit: 'runs', better: 'lower' },
    overlaps: {
      label: 'handler runs that began while another worked on the same order',
      unit: 'runs',
      better: 'lower',
    },
    turnedAway: {
      label: 'of these, runs that ended without a write before the other was done',
      unit: 'runs',
      better: 'neither',
    },
    stored: { label: 'orders in the table', unit: 'orders', better: 'higher' },
    charges: { label: 'charges', unit: 'charges', better: 'lower' },
    chargedTwice: { label: 'orders charged more than once', unit: 'orders', better: 'lower' },
    deadLettered: { label: 'dead letters', unit: 'messages', better: 'lower' },
  },
  series: {},
  predictions: [
    {
      kind: 'number',
      id: 'charges',
      prompt: `${orders} orders at once, a handler that is slower than the visibility timeout and charges every time, maxReceiveCount 2. How many charges?`,
      unit: 'charges',
      answer: (results) => results['slow-every-time'].charges.median,
    },
    {
      kind: 'choice',
      id: 'in-progress',
      prompt:
        'The second handler finds an idempotency record in progress: the first is still at work. maxReceiveCount is 2. Where is the message in the end?',
      options: [
        {
          value: 'deleted',
          label: 'deleted: the order was charged once, and the first handler was successful',
        },
        { value: 'dead-letter', label: 'in the dead-letter queue, although the order was charged once' },
      ],
      answer: (results) => (results['slow-record'].deadLettered.max > 0 ? 'dead-letter' : 'deleted'),
    },
    {
      kind: 'choice',
      id: 'record',
      prompt:
        'The handler dies after it charged and before it could complete its idempotency record. The message comes again. What happens?',
      options: [
        { value: 'once', label: 'the record in progress stops the second charge' },
        { value: 'twice', label: 'the customer is charged again' },
      ],
      answer: (results) => (results['crash-record'].chargedTwice.max > 0 ? 'twice' : 'once'),
    },
  ],

  // Both handlers of both orders: a cold start must not decide which of them comes first.
  async warmUp(surroundings) {
    const atOnce = Array.from({ length: 2 * orders }, () => 0);
    await sendOrders(surroundings, `${surroundings.runId}-warm-up`, atOnce);
    await untilDrained(surroundings);
  },

  async run({ variant, repetition, progress, faults, events, ...surroundings }) {
    const { clients, clock, outputs, parameters, runId, signal } = surroundings;
    const { QueueUrl = '', DeadLetterQueueUrl = '' } = outputs;
    const customer = `${runId}-${variant}-${repetition}`;
    const atOnce = Array.from({ length: parameters.orders }, () => 0);

    if (variant.startsWith('slow-')) {
      const Attributes = { VisibilityTimeout: String(lowered.to) };
      await clients.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    }
    const crashing = variant.startsWith('crash-') && (variant.slice('crash-'.length) as Writing);
    if (crashing) {
      const write = writing[crashing].chargedByWrite;
      faults.inject({ resource: 'Worker', fault: 'crash-after-write', write, times: parameters.crashes });
    }
    progress(0.2, `${parameters.orders} orders at once`);
    const sent = await sendOrders(surroundings, customer, atOnce);
    await untilDrained(surroundings);
    // The message may be gone while an invocation that was too late still works on it.
    const from = clock.now();
    await pollUntil({
      clock,
      from,
      everyMs: 50,
      until: from + 5_000,
      signal,
      check: async () => runningInvocations(events) === 0,
    });

    const rows = [...(await storedOrders(surroundings, customer)).values()];
    const { overlaps, turnedAway } = overlapsOf(events);
    // Never a warm-up order, whatever became of it.
    const letters = (await takeMessages(clients.sqs, DeadLetterQueueUrl)).filter(({ Body = '' }) =>
      Body.includes(`"${customer}"`),
    );
    return {
      metrics: {
        accepted: sent.filter(accepted).length,
        // On AWS the queue's metric NumberOfMessagesReceived and the function's Invocations tell these two.
        deliveries: eventsOf(events, 'message-received', 'OrderQueue').length,
        invocations: eventsOf(events, 'invocation-started').length,
        // Only the cloud's events tell these two; on AWS a handler would have to log message and time.
        overlaps,
        turnedAway,
        stored: rows.length,
        charges: rows.reduce((sum, { charges }) => sum + charges, 0),
        chargedTwice: rows.filter(({ charges }) => charges > 1).length,
        deadLettered: letters.length,
      },
      series: {},
    };
  },

  claims,
});
