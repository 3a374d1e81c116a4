import { peekMessages } from '#experiment/dead-letters.ts';
import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import { queueDepth } from '#experiment/queue.ts';
import { courseOf, startSampler } from '#experiment/sampler.ts';
import { accepted, sendOrders, storedOrders, untilDrained } from './shared/order-api.ts';
import { claims } from './throttled-into-the-dlq/claims.ts';

const orders = 6;
const pipeline = ['HTTP API', 'SQS', 'Lambda', 'DynamoDB'];

/**
 * Work longer than half a visibility timeout: a message that finds the function busy cannot be done within the receive
 * that it had, whenever its poller tries again.
 */
const context = {
  serviceMs: 600,
  functionTimeoutSeconds: 1,
  reservedConcurrency: 2,
  maximumConcurrency: 0,
  visibilityTimeoutSeconds: 1,
  maxReceiveCount: 1,
};

/** One fix at a time: what a variant does not name stays as it is in `context`. */
const settings = (changed: Partial<typeof context>) => {
  const all = { ...context, ...changed };
  return {
    pipeline,
    parameters: {
      visibilityTimeoutSeconds: {
        label: 'visibility timeout',
        value: all.visibilityTimeoutSeconds,
        unit: 's',
      },
      maxReceiveCount: { label: 'maxReceiveCount', value: all.maxReceiveCount },
      maximumConcurrency: {
        label: 'maximum concurrency of the mapping',
        value: all.maximumConcurrency || 'none',
      },
    },
    context: all,
  };
};

export default defineExperiment({
  question:
    'The function may run fewer invocations than the pollers want. No handler fails. Why are there orders in the dead-letter queue?',
  nextStep:
    'Set maxReceiveCount of the variant more-receives in labs/queued-api/experiments/throttled-into-the-dlq.ts to 2 and run it again: are all orders still stored?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders --json '{"orderId":"mine-1","customer":"me","item":"espresso"}'`,
  ],
  repetitions: 3,
  freshDeployments: true,
  // A poller tries for the last time 150 ms before there is room, and work ends 400 ms before its timeout.
  tolerance: { loopLag: 0.25, sendDrift: 0.25 },
  localCloud: {
    pollerBackOffMs: {
      label: 'pause of a poller after the first throttle; it doubles with each further one',
      value: 150,
      unit: 'ms',
      injected: 'A model: AWS says that its pollers back off, and not how fast.',
    },
  },
  parameters: {
    orders: { label: 'orders, all at once', value: orders, unit: 'orders' },
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for a payment provider that the handler waits for.',
    },
    reservedConcurrency: {
      label: 'reserved concurrency of the function',
      fromOutput: 'ReservedConcurrency',
    },
  },
  variants: {
    throttled: { label: 'throttled', ...settings({}) },
    'longer-visibility': { label: 'visibility timeout 6 s', ...settings({ visibilityTimeoutSeconds: 6 }) },
    'more-receives': { label: 'maxReceiveCount 10', ...settings({ maxReceiveCount: 10 }) },
    'capped-pollers': { label: 'maximum concurrency 2', ...settings({ maximumConcurrency: 2 }) },
  },
  metrics: {
    accepted: { label: 'orders accepted', unit: 'orders', better: 'neither' },
    done: { label: 'orders in the table', unit: 'orders', better: 'higher' },
    deadLettered: { label: 'dead letters', unit: 'messages', better: 'lower' },
    neverRun: { label: 'dead letters that no handler ever saw', unit: 'messages', better: 'lower' },
    lost: {
      label: 'orders neither in the table nor among the dead letters',
      unit: 'orders',
      better: 'lower',
    },
    doneAllTheSame: {
      label: 'dead letters whose order is in the table all the same',
      unit: 'messages',
      better: 'lower',
    },
    receives: { label: 'receives of all orders together', unit: 'receives', better: 'lower' },
    mostReceives: {
      label: 'receives of the message that was received most often',
      unit: 'receives',
      better: 'lower',
    },
    failures: { label: 'handler runs that failed', unit: 'runs', better: 'lower' },
    throttles: { label: 'throttled invocations', unit: 'throttles', better: 'lower' },
    settledSeconds: { label: 'seconds until the queue is empty', unit: 's', better: 'lower' },
  },
  series: {
    deadLetters: {
      label: 'dead letters',
      unit: 'messages',
      x: { label: 'time since the first order', unit: 's' },
    },
  },
  predictions: [
    {
      kind: 'choice',
      id: 'cause',
      prompt: 'What does an invocation that Lambda throttles cost the message that it was for?',
      options: [
        { value: 'nothing', label: 'nothing: the poller tries again until there is room' },
        { value: 'a-receive', label: 'a receive, when the visibility timeout ends before there is room' },
      ],
      answer: ({ throttled }) => (throttled.neverRun.max > 0 ? 'a-receive' : 'nothing'),
    },
    {
      kind: 'number',
      id: 'never-run',
      prompt: `${orders} orders at once, reserved concurrency 2, maxReceiveCount 1. How many orders end as dead letters without any handler having seen them?`,
      unit: 'orders',
      answer: ({ throttled }) => throttled.neverRun.median,
    },
  ],

  // As many orders as may run: none of them is throttled.
  async warmUp(surroundings) {
    const atOnce = Array.from({ length: Number(surroundings.outputs.ReservedConcurrency) }, () => 0);
    await sendOrders(surroundings, `${surroundings.runId}-warm-up`, atOnce);
    await untilDrained(surroundings);
  },

  async run({ variant, repetition, progress, events, ...surroundings }) {
    const { clients, clock, outputs, parameters, runId } = surroundings;
    const customer = `${runId}-${variant}-${repetition}`;
    const deadLetterQueue = outputs.DeadLetterQueueUrl ?? '';
    const begin = clock.now();
    const sampler = startSampler({
      clock,
      everyMs: 200,
      look: () => queueDepth(clients.sqs, deadLetterQueue),
    });
    progress(0.1, 'all orders sent at once');
    const sent = await sendOrders(
      surroundings,
      customer,
      Array.from({ length: parameters.orders }, () => 0),
    );
    progress(0.3, 'waiting until the queue is empty');
    const settled = (await untilDrained(surroundings)) ?? Number.POSITIVE_INFINITY;
    await clock.sleepUntil(clock.now() + parameters.serviceMs, surroundings.signal);
    const samples = await sampler.stop();

    const rows = await storedOrders(surroundings, customer);
    const orderIds = sent.filter(accepted).map(({ orderId }) => orderId);
    const letters = (await peekMessages(clients.sqs, deadLetterQueue)).map(({ Body, MessageId }) => ({
      messageId: MessageId ?? '',
      orderId: JSON.parse(Body ?? '{}').orderId,
    }));
    const own = letters.filter(({ orderId }) => orderIds.includes(orderId));
    const lettersOf = new Set(own.map(({ orderId }) => orderId));
    // Only the cloud's events tell that a handler never ran; on AWS its log would have to.
    const run = new Set(eventsOf(events, 'invocation-started').flatMap(({ causes }) => causes));
    const received = eventsOf(events, 'message-received', 'OrderQueue');
    return {
      metrics: {
        accepted: orderIds.length,
        done: orderIds.filter((orderId) => rows.has(orderId)).length,
        deadLettered: own.length,
        doneAllTheSame: own.filter(({ orderId }) => rows.has(orderId)).length,
        receives: received.length,
        mostReceives: Math.max(0, ...received.map(({ receiveCount }) => receiveCount)),
        neverRun: own.filter(({ messageId }) => !run.has(messageId)).length,
        lost: orderIds.filter((orderId) => !rows.has(orderId) && !lettersOf.has(orderId)).length,
        failures: eventsOf(events, 'invocation-ended').filter(({ outcome }) => outcome !== 'succeeded')
          .length,
        throttles: eventsOf(events, 'invocation-throttled').length,
        settledSeconds: (settled - begin) / 1000,
      },
      series: {
        // A warm-up order that was unlucky may lie there already.
        deadLetters: courseOf(samples, begin, ({ value }) => value.waiting - (letters.length - own.length)),
      },
    };
  },

  claims,
});
