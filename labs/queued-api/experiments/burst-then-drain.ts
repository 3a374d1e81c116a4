import { phasedArrivals } from '#experiment/arrivals.ts';
import { doneRate, drainedAt, notDone } from '#experiment/backlog.ts';
import { defineExperiment } from '#experiment/define-experiment.ts';
import { summariseLatency } from '#experiment/latency.ts';
import { drainSeconds, waitsLongerThan } from '#experiment/models.ts';
import { ageOfOldest } from '#experiment/oldest.ts';
import { queueDepth } from '#experiment/queue.ts';
import { courseOf, startSampler } from '#experiment/sampler.ts';
import { claims } from './burst-then-drain/claims.ts';
import { accepted, sendOrders, storedOrders, untilDrained, warmUp } from './shared/order-api.ts';

/**
 * Orders per second and seconds of the two phases of each load: at first, and afterwards. Below capacity far below it: those
 * who wait come in groups, and nearer to it one such group would be more than the formula allows.
 */
const loads = {
  below: { rate: 10, seconds: 4, rateAfter: 10, secondsAfter: 0 },
  burst: { rate: 50, seconds: 1, rateAfter: 5, secondsAfter: 2.5 },
  'longer-burst': { rate: 50, seconds: 2, rateAfter: 5, secondsAfter: 4.5 },
};

const load = (name: keyof typeof loads) => ({
  rate: { label: 'orders arrive at', value: loads[name].rate, unit: '1/s' },
  seconds: { label: 'for', value: loads[name].seconds, unit: 's' },
  rateAfter: { label: 'and afterwards at', value: loads[name].rateAfter, unit: '1/s' },
});
const pipeline = ['HTTP API', 'SQS', 'Lambda', 'DynamoDB'];

export default defineExperiment({
  question:
    'Twice as many orders arrive as can be worked on. Who is refused, how long does an order wait, and when is the queue empty again?',
  nextStep:
    'Set maximumConcurrency in labs/queued-api/stack.ts to 10 and run it again: what becomes of the backlog, and what of the time to the reply?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders --json '{"orderId":"mine-1","customer":"me","item":"espresso"}'`,
  ],
  repetitions: 3,
  parameters: {
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
    below: { label: 'below capacity', pipeline, parameters: load('below') },
    burst: { label: 'burst', pipeline, parameters: load('burst') },
    'longer-burst': { label: 'burst twice as long', pipeline, parameters: load('longer-burst') },
  },
  metrics: {
    sent: { label: 'orders sent', unit: 'orders', better: 'neither' },
    accepted: { label: 'orders accepted (answered with a 2xx)', unit: 'orders', better: 'higher' },
    done: { label: 'accepted orders that are in the table at the end', unit: 'orders', better: 'higher' },
    acceptMsP50: { label: 'time to the reply, median', unit: 'ms', better: 'lower' },
    acceptMsP99: { label: 'time to the reply, 99th percentile', unit: 'ms', better: 'lower' },
    doneMsP50: { label: 'time until the order is stored, median', unit: 'ms', better: 'lower' },
    doneMsP99: { label: 'time until the order is stored, 99th percentile', unit: 'ms', better: 'lower' },
    oldestMs: { label: 'age of the oldest order, at most', unit: 'ms', better: 'lower' },
    waited: { label: 'orders that waited half a service time or longer', unit: '%', better: 'lower' },
    waitedByErlangC: { label: 'as many by Erlang C', unit: '%', better: 'neither' },
    capacity: { label: 'orders done per second while the load is highest', unit: '1/s', better: 'higher' },
    backlog: { label: 'orders that wait when the burst ends', unit: 'orders', better: 'lower' },
    drainSeconds: { label: 'seconds from there until none waits', unit: 's', better: 'lower' },
    drainByFormula: { label: 'backlog ÷ (capacity − arrivals)', unit: 's', better: 'neither' },
  },
  series: {
    waiting: {
      label: 'messages waiting in the queue',
      unit: 'messages',
      x: { label: 'time since the first order', unit: 's' },
    },
    oldest: {
      label: 'age of the oldest order that is not done',
      unit: 'ms',
      x: { label: 'time since the first order', unit: 's' },
    },
  },
  predictions: [
    {
      kind: 'choice',
      id: 'twice-as-long',
      prompt:
        'The burst lasts twice as long, at the same rate. How long does the queue take to drain afterwards?',
      options: [
        { value: 'same', label: 'as long as after the shorter one: the capacity is the same' },
        { value: 'twice', label: 'about twice as long: twice as many wait' },
        { value: 'refused', label: 'no longer, but the API refuses more orders' },
      ],
      answer: (results) => {
        if (results['longer-burst'].accepted.min < results['longer-burst'].sent.max) return 'refused';
        const ratio = results['longer-burst'].drainSeconds.median / results.burst.drainSeconds.median;
        return ratio > 1.4 ? 'twice' : 'same';
      },
    },
    {
      kind: 'number',
      id: 'longest-wait',
      prompt: 'In the longer burst, how old does the oldest order get?',
      unit: 'ms',
      answer: (results) => results['longer-burst'].oldestMs.median,
    },
  ],

  warmUp: (surroundings) => warmUp(surroundings, surroundings.parameters.maximumConcurrency),

  async run({ variant, repetition, random, progress, ...surroundings }) {
    const { clients, clock, outputs, parameters, runId } = surroundings;
    const { serviceMs, maximumConcurrency } = parameters;
    const { rate, seconds, rateAfter, secondsAfter } = loads[variant];
    const customer = `${runId}-${variant}-${repetition}`;
    const arrivals = phasedArrivals(
      [
        { count: rate * seconds, ratePerSecond: rate },
        { count: Math.round(rateAfter * secondsAfter), ratePerSecond: rateAfter },
      ],
      random,
    );

    const begin = clock.now();
    const sampler = startSampler({
      clock,
      everyMs: 100,
      look: () => queueDepth(clients.sqs, outputs.QueueUrl ?? ''),
    });
    const sent = await sendOrders(surroundings, customer, arrivals, (answered) =>
      progress(answered / arrivals.length, `${answered} of ${arrivals.length} orders accepted`),
    );
    await untilDrained(surroundings);
    const samples = await sampler.stop();
    const rows = await storedOrders(surroundings, customer);

    const orders = sent
      .filter(accepted)
      .map(({ orderId, sentAt }) => ({ sentAt, doneAt: rows.get(orderId)?.storedAt }));
    const stays = orders.flatMap(({ sentAt, doneAt }) => (doneAt === undefined ? [] : [doneAt - sentAt]));
    const burstEnd = begin + seconds * 1000;
    // What is worked on does not wait: the backlog is what is left.
    const backlog = Math.max(0, notDone(orders, burstEnd) - maximumConcurrency);
    // The first orders are still in the making while the burst begins; the rate counts from the first one done.
    const capacity = doneRate(orders, begin + serviceMs + 100, burstEnd);
    const drained = drainedAt(orders, burstEnd, maximumConcurrency) ?? Number.POSITIVE_INFINITY;
    const accept = summariseLatency(sent.map(({ acceptMs }) => acceptMs));
    const done = summariseLatency(stays);
    const oldest = courseOf(samples, begin, ({ at }) => ageOfOldest(orders, at));
    return {
      metrics: {
        sent: sent.length,
        accepted: orders.length,
        done: stays.length,
        acceptMsP50: accept.p50,
        acceptMsP99: accept.p99,
        doneMsP50: done.p50,
        doneMsP99: done.p99,
        oldestMs: Math.max(...oldest.values),
        waited: (stays.filter((stay) => stay >= 1.5 * serviceMs).length / stays.length) * 100,
        waitedByErlangC:
          waitsLongerThan(serviceMs / 2, maximumConcurrency, (rate * serviceMs) / 1000, serviceMs) * 100,
        capacity,
        backlog,
        drainSeconds: (drained - burstEnd) / 1000,
        drainByFormula: drainSeconds(backlog, capacity, rateAfter),
      },
      series: { waiting: courseOf(samples, begin, ({ value }) => value.waiting), oldest },
    };
  },

  claims,
});
