import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf, runningInvocations } from '#experiment/event-counts.ts';
import { pollUntil } from '#experiment/poll.ts';
import { queueDepth } from '#experiment/queue.ts';
import { claims } from './delivered-twice/claims.ts';
import { accepted, sendOrders, storedOrders, untilDrained } from './shared/order-api.ts';

const orders = 6;
const crashes = 3;
const pipeline = ['HTTP API', 'SQS', 'Lambda', 'DynamoDB'];

/** How a handler writes, and after which write of its invocation the customer is charged. */
const writing = {
  'every-time': { label: 'charges every time', handler: 'charge-every-time', chargedByWrite: 1 },
  conditional: { label: 'conditional write', handler: 'store-order', chargedByWrite: 1 },
  record: { label: 'record beside (Powertools)', handler: 'charge-by-record', chargedByWrite: 2 },
};
type Writing = keyof typeof writing;

/**
 * AWS rejects a function timeout above the visibility timeout. The batching window it does not look at: a message is in
 * flight while its batch fills, so that 1 s of window and 1.15 s of work are more than 2 s of visibility.
 */
const slow = (name: Writing) => ({
  label: `slow, ${writing[name].label}`,
  pipeline,
  parameters: {
    handler: { label: 'handler', value: writing[name].handler },
    visibilityTimeoutSeconds: { label: 'visibility timeout', value: 2, unit: 's' },
    batchWindowSeconds: { label: 'batching window', value: 1, unit: 's' },
    serviceMs: { label: 'service time', value: 1_150, unit: 'ms', injected: 'Stands in for a slow payment.' },
    maxReceiveCount: { label: 'maxReceiveCount', value: 2 },
  },
  context: {
    handler: writing[name].handler,
    visibilityTimeoutSeconds: 2,
    functionTimeoutSeconds: 2,
    batchSize: 10,
    batchWindowSeconds: 1,
    serviceMs: 1_150,
    maxReceiveCount: 2,
  },
});

const crash = (name: Writing) => ({
  label: `crash, ${writing[name].label}`,
  pipeline,
  parameters: {
    handler: { label: 'handler', value: writing[name].handler },
    visibilityTimeoutSeconds: { label: 'visibility timeout', value: 3, unit: 's' },
    serviceMs: { label: 'service time', value: 50, unit: 'ms', injected: 'Stands in for a fast payment.' },
  },
  context: {
    handler: writing[name].handler,
    visibilityTimeoutSeconds: 3,
    functionTimeoutSeconds: 2,
    serviceMs: 50,
  },
});

export default defineExperiment({
  question:
    'A message is delivered again: its handler was too slow, or died after the write. How often is the customer charged?',
  nextStep:
    'Call addCharge in the place of storeOnce in labs/queued-api/handlers/store-order.ts and run it again: which claims turn?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders --json '{"orderId":"mine-1","customer":"me","item":"espresso"}'`,
  ],
  repetitions: 1,
  freshDeployments: true,
  parameters: {
    orders: { label: 'orders', value: orders, unit: 'orders' },
    crashes: {
      label: 'invocations that die right after they charged, in the crash variants',
      value: crashes,
    },
  },
  variants: {
    calm: {
      label: 'nothing wrong, charges every time',
      pipeline,
      parameters: { handler: { label: 'handler', value: writing['every-time'].handler } },
      context: { handler: writing['every-time'].handler, serviceMs: 50 },
    },
    'slow-every-time': slow('every-time'),
    'slow-conditional': slow('conditional'),
    'slow-record': slow('record'),
    'crash-every-time': crash('every-time'),
    'crash-conditional': crash('conditional'),
    'crash-record': crash('record'),
  },
  metrics: {
    accepted: { label: 'orders accepted', unit: 'orders', better: 'neither' },
    deliveries: { label: 'deliveries', unit: 'deliveries', better: 'lower' },
    invocations: { label: 'handler runs', unit: 'runs', better: 'lower' },
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
      id: 'record',
      prompt:
        'The handler dies after it charged and before it could write its idempotency record. The message comes again. What happens?',
      options: [
        { value: 'once', label: 'the record in progress stops the second charge' },
        { value: 'twice', label: 'the customer is charged again' },
      ],
      answer: (results) => (results['crash-record'].chargedTwice.max > 0 ? 'twice' : 'once'),
    },
  ],

  // Cold starts change nothing here: what is counted does not depend on how long they take.
  warmUp: async () => undefined,

  async run({ variant, repetition, progress, faults, events, ...surroundings }) {
    const { clients, clock, outputs, parameters, runId, signal } = surroundings;
    const customer = `${runId}-${variant}-${repetition}`;
    const atOnce = Array.from({ length: parameters.orders }, () => 0);

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
    const { waiting: deadLettered } = await queueDepth(clients.sqs, outputs.DeadLetterQueueUrl ?? '');
    return {
      metrics: {
        accepted: sent.filter(accepted).length,
        // On AWS the queue's metric NumberOfMessagesReceived and the function's Invocations tell these two.
        deliveries: eventsOf(events, 'message-received', 'OrderQueue').length,
        invocations: eventsOf(events, 'invocation-started').length,
        stored: rows.length,
        charges: rows.reduce((sum, { charges }) => sum + charges, 0),
        chargedTwice: rows.filter(({ charges }) => charges > 1).length,
        deadLettered,
      },
      series: {},
    };
  },

  claims,
});
