import { randomArrivals } from '#experiment/arrivals.ts';
import { doneRate, notDone } from '#experiment/backlog.ts';
import { defineExperiment } from '#experiment/define-experiment.ts';
import { summariseLatency } from '#experiment/latency.ts';
import { ageOfOldest } from '#experiment/oldest.ts';
import { queueDepth } from '#experiment/queue.ts';
import { courseOf, startSampler } from '#experiment/sampler.ts';
import { claims } from './queue-is-not-capacity/claims.ts';
import { accepted, sendOrders, storedOrders, warmUp } from './shared/order-api.ts';

const ratePerSecond = 50;
const seconds = 3;
const serviceMs = 200;
/** An order that is stored later than five service times after it was sent is of no use to anybody. */
const inTimeMs = 5 * serviceMs;
const acceptPerSecond = 20;

const pipeline = ['HTTP API', 'SQS', 'Lambda', 'DynamoDB'];

export default defineExperiment({
  question:
    'More orders arrive than can be worked on, and it does not stop. What does the queue do about it, and what can you do?',
  nextStep:
    'Set tooOld in labs/queued-api/handlers/drop-stale.ts to 10, in service times, and run it again: are more orders done in time, or fewer?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders --json '{"orderId":"mine-1","customer":"me","item":"espresso"}'`,
  ],
  repetitions: 3,
  freshDeployments: true,
  parameters: {
    ratePerSecond: { label: 'orders arrive at', value: ratePerSecond, unit: '1/s' },
    seconds: { label: 'for', value: seconds, unit: 's' },
    inTimeMs: {
      label: 'an order is in time when it is stored within five service times',
      value: inTimeMs,
      unit: 'ms',
    },
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for a payment provider that the handler waits for.',
    },
    maximumConcurrency: {
      label: 'orders worked on at the same time (maximum concurrency of the mapping)',
      fromOutput: 'MaximumConcurrency',
      unit: 'orders',
    },
  },
  variants: {
    unlimited: {
      label: 'take everything',
      pipeline,
      parameters: {
        policy: { label: 'policy', value: 'every order is accepted and worked on, oldest first' },
      },
      context: { serviceMs },
    },
    admission: {
      label: 'admission control',
      pipeline,
      parameters: {
        acceptPerSecond: { label: 'orders that the API lets in', value: acceptPerSecond, unit: '1/s' },
      },
      context: { serviceMs, acceptPerSecond },
    },
    'drop-stale': {
      label: 'drop stale work',
      pipeline,
      parameters: {
        handler: { label: 'handler', value: 'stores that an order came too late instead of working on it' },
      },
      context: { serviceMs, handler: 'drop-stale' },
    },
  },
  metrics: {
    sent: { label: 'orders sent', unit: 'orders', better: 'neither' },
    accepted: { label: 'orders accepted (answered with a 2xx)', unit: 'orders', better: 'higher' },
    refused: { label: 'orders refused with a 429', unit: 'orders', better: 'lower' },
    dropped: { label: 'accepted orders answered with “too late”', unit: 'orders', better: 'lower' },
    inTime: { label: 'orders done in time', unit: 'orders', better: 'higher' },
    inTimeAtEnd: { label: 'orders of the second half done in time', unit: 'orders', better: 'higher' },
    backlog: { label: 'accepted orders not settled at the end', unit: 'orders', better: 'lower' },
    backlogByFormula: {
      label: 'backlog at half time + (arrivals − capacity) × the other half',
      unit: 'orders',
      better: 'neither',
    },
    oldestMsHalf: { label: 'age of the oldest order at half time', unit: 'ms', better: 'lower' },
    oldestMsEnd: { label: 'age of the oldest order at the end', unit: 'ms', better: 'lower' },
    acceptMsP50: { label: 'time to the reply, median', unit: 'ms', better: 'lower' },
  },
  series: {
    waiting: {
      label: 'messages waiting in the queue',
      unit: 'messages',
      x: { label: 'time since the first order', unit: 's' },
    },
    oldest: {
      label: 'age of the oldest order that is not settled',
      unit: 'ms',
      x: { label: 'time since the first order', unit: 's' },
    },
  },
  predictions: [
    {
      kind: 'choice',
      id: 'useful',
      prompt:
        'Twice the capacity arrives, without end. An order is of use when it is done within a second. What gets most of them done in time in the long run?',
      options: [
        { value: 'unlimited', label: 'accept everything: the queue loses nothing' },
        { value: 'admission', label: 'refuse what is too much at the door' },
        { value: 'drop-stale', label: 'accept everything, but drop what has waited too long' },
        { value: 'alike', label: 'it makes no difference: the capacity is the same' },
      ],
      answer: (results) => {
        const [best] = (['unlimited', 'admission', 'drop-stale'] as const).toSorted(
          (a, b) => results[b].inTimeAtEnd.median - results[a].inTimeAtEnd.median,
        );
        return best ?? 'alike';
      },
    },
    {
      kind: 'number',
      id: 'backlog',
      prompt: `${ratePerSecond} orders arrive per second, 25 can be worked on. How many wait after ${seconds} seconds?`,
      unit: 'orders',
      answer: ({ unlimited }) => unlimited.backlog.median,
    },
  ],

  warmUp: (surroundings) => warmUp(surroundings, surroundings.parameters.maximumConcurrency),

  async run({ variant, repetition, random, progress, ...surroundings }) {
    const { clients, clock, outputs, runId } = surroundings;
    const customer = `${runId}-${variant}-${repetition}`;
    const arrivals = randomArrivals(ratePerSecond * seconds, ratePerSecond, random);

    const begin = clock.now();
    const half = begin + (seconds * 1000) / 2;
    const end = begin + seconds * 1000;
    const sampler = startSampler({
      clock,
      everyMs: 100,
      look: () => queueDepth(clients.sqs, outputs.QueueUrl ?? ''),
    });
    const sent = await sendOrders(surroundings, customer, arrivals, (answered) =>
      progress(answered / arrivals.length, `${answered} of ${arrivals.length} orders answered`),
    );
    await clock.sleepUntil(end, surroundings.signal);
    const samples = await sampler.stop();
    const rows = await storedOrders(surroundings, customer);

    const orders = sent.filter(accepted).map(({ orderId, sentAt }) => {
      const row = rows.get(orderId);
      return { sentAt, doneAt: row?.storedAt, dropped: row?.status !== undefined };
    });
    const inTime = orders.filter(
      ({ sentAt, doneAt, dropped }) => !dropped && doneAt !== undefined && doneAt - sentAt <= inTimeMs,
    );
    const settledPerSecond = doneRate(orders, begin + surroundings.parameters.serviceMs + 100, half);
    const acceptedLater = orders.filter(({ sentAt }) => sentAt > half).length;
    const oldest = courseOf(samples, begin, ({ at }) => ageOfOldest(orders, at));
    return {
      metrics: {
        sent: sent.length,
        accepted: orders.length,
        refused: sent.filter(({ status }) => status === 429).length,
        dropped: orders.filter(({ dropped }) => dropped).length,
        inTime: inTime.length,
        inTimeAtEnd: inTime.filter(({ sentAt }) => sentAt > half).length,
        backlog: notDone(orders, end),
        backlogByFormula: Math.max(
          0,
          notDone(orders, half) + acceptedLater - settledPerSecond * ((end - half) / 1000),
        ),
        oldestMsHalf: ageOfOldest(orders, half),
        oldestMsEnd: ageOfOldest(orders, end),
        acceptMsP50: summariseLatency(sent.map(({ acceptMs }) => acceptMs)).p50,
      },
      series: { waiting: courseOf(samples, begin, ({ value }) => value.waiting), oldest },
    };
  },

  claims,
});
