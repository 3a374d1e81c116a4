import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import { openLoop } from '#experiment/open-loop.ts';
import { pollUntil } from '#experiment/poll.ts';
import { claims, type Variant } from './push-or-buffer/claims.ts';
import { effectsOf, placeOrder, runsOf, takeFailures, untilSettled } from './shared/fan-out.ts';
import { mostAtOnceOf } from './shared/most-at-once.ts';
import { warmUp, warmUpAccept } from './shared/warm-up.ts';

const orders = 8;
const cap = 2;
/** Longer than three tries of an event with their waits, at the scale of the run. */
const outageMs = 1000;

const pipeline = ['HTTP API', 'Lambda', 'SNS', 'Lambda', 'DynamoDB'];
const buffered = ['HTTP API', 'Lambda', 'SNS', 'SQS', 'Lambda', 'DynamoDB'];
const common = { serviceMs: 200, keepFailures: 0 };
const push = { ...common, consumers: 'mailer' };
const buffer = { ...common, consumers: 'shipping', shippingAtOnce: cap, visibilitySeconds: 1 };
const between = (value: string) => ({ label: 'between topic and function', value });
const most = (value: number | string) => ({ label: 'cap on invocations at the same time', value });
const outage = {
  label: 'consumer',
  value: 'fails for longer than Lambda tries an event',
  injected: 'The consumer throws before its handler runs, until it is mended.',
};

export default defineExperiment({
  question:
    'A burst goes from a topic straight into a function, and through a queue of its own: how wide does it run, what is throttled, and what is dropped?',
  nextStep:
    'In experiments/push-or-buffer.ts, take keepFailures out of the settings: where are the events now that were dropped?',
  byHand: ({ ApiUrl }) => [
    `seq 8 | xargs -P 8 -I{} curl -s -o /dev/null -w '%{http_code}\\n' ${ApiUrl}/orders --json '{"customer":"me","item":"{}","cents":250}'`,
  ],
  repetitions: 3,
  localCloud: {
    timeScale: {
      label: 'scale of AWS’s waits',
      value: 0.0025,
      unit: '',
      injected:
        'Lambda’s waits before it tries an event again, and the age it may get, run 400 times as fast: 150 ms stand for a minute.',
    },
  },
  parameters: {
    orders: { label: 'orders per repetition', value: orders, unit: 'orders' },
    apartMs: { label: 'time between two orders', value: 10, unit: 'ms' },
    cap: { label: 'the cap, where there is one', value: cap, unit: 'invocations' },
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for what the consumer waits for.',
    },
  },
  variants: {
    push: {
      label: 'pushed, no cap',
      pipeline,
      context: push,
      parameters: { between: between('nothing of yours'), most: most('none') },
    },
    'push-capped': {
      label: 'pushed, capped',
      pipeline,
      context: { ...push, reserveMailer: cap },
      parameters: { between: between('nothing of yours'), most: most(cap) },
    },
    'push-impatient': {
      label: 'pushed, capped, a minute at most',
      pipeline,
      context: { ...push, reserveMailer: cap, mailerMaxAge: 60 },
      parameters: {
        between: between('nothing of yours'),
        most: most(cap),
        age: { label: 'maximum age of an event, in AWS’s time', value: 60, unit: 's' },
      },
    },
    buffer: {
      label: 'through a queue, capped',
      pipeline: buffered,
      context: buffer,
      parameters: { between: between('a queue'), most: most(cap) },
    },
    'push-outage': {
      label: 'pushed, in an outage',
      pipeline,
      context: push,
      parameters: { between: between('nothing of yours'), most: most('none'), outage },
    },
    'buffer-outage': {
      label: 'through a queue, in an outage',
      pipeline: buffered,
      context: buffer,
      parameters: { between: between('a queue'), most: most(cap), outage },
    },
  },
  metrics: {
    accepted: { label: 'orders accepted (202)', unit: 'orders', better: 'higher' },
    done: { label: 'orders that the consumer has worked on', unit: 'orders', better: 'higher' },
    peak: {
      label: 'most invocations of the consumer at the same time',
      unit: 'invocations',
      better: 'neither',
    },
    tries: { label: 'times that the consumer was run', unit: 'invocations', better: 'lower' },
    throttles: { label: 'times that the consumer was throttled', unit: 'throttles', better: 'lower' },
    dropped: {
      label: 'orders that were accepted, and are neither done nor kept',
      unit: 'orders',
      better: 'lower',
    },
    drainMs: { label: 'from the first order until nothing is left to do', unit: 'ms', better: 'lower' },
  },
  series: { replyMs: { label: 'time to the reply', unit: 'ms' } },
  predictions: [
    {
      kind: 'number',
      id: 'lost-in-the-outage',
      prompt:
        'Eight orders are accepted. The function that the topic calls fails for longer than Lambda tries, and nothing keeps failures. How many orders has it worked on when it is well again?',
      unit: 'orders',
      answer: (results) => results['push-outage'].done.median,
    },
    {
      kind: 'choice',
      id: 'who-throttles',
      prompt: 'Both consumers may run twice at the same time. Which of them is throttled in the burst?',
      options: [
        { value: 'push', label: 'only the one that the topic calls' },
        { value: 'both', label: 'both' },
        { value: 'none', label: 'neither' },
      ],
      answer(results) {
        const throttled = (variant: 'push-capped' | 'buffer') => results[variant].throttles.median > 0;
        if (throttled('push-capped')) return throttled('buffer') ? 'both' : 'push';
        return 'none';
      },
    },
  ],

  async warmUp({ variants, ...api }) {
    await warmUpAccept(api, orders);
    // Where an event may be dropped, no more than get their turn at once.
    const atOnce = variants.includes('push-impatient') ? cap : orders;
    await warmUp(api, atOnce, variants.some(isBuffered) ? ['shipping'] : ['mailer']);
  },

  async run({ variant, repetition, parameters, events, faults, progress, ...api }) {
    const { clock, signal } = api;
    const customer = `${api.runId}-${variant}-${repetition}`;
    const isBuffer = isBuffered(variant);
    const isOutage = variant.endsWith('outage');
    const consumer = isBuffer ? 'Shipping' : 'Mailer';
    const mend = isOutage ? faults.inject({ resource: consumer, fault: 'fail' }) : () => {};
    const begin = clock.now();
    const sent = await openLoop({
      arrivals: Array.from({ length: parameters.orders }, (_, index) => index * parameters.apartMs),
      clock,
      signal,
      async send({ index, intendedAt }) {
        const status = await placeOrder(api, { customer, item: `espresso ${index + 1}` });
        return { status, replyMs: clock.now() - intendedAt };
      },
    });
    progress(0.5, 'all orders are sent');
    if (isOutage) {
      await clock.sleepUntil(begin + outageMs, signal);
      // On a busy machine three tries may take longer than that.
      const check = async () => isBuffer || eventsOf(events, 'event-given-up').length >= parameters.orders;
      await pollUntil({ clock, from: clock.now(), everyMs: 50, until: begin + 15_000, signal, check });
      mend();
    }
    await untilSettled({ ...api, events }, isBuffer ? 0 : 1);
    const drainMs = clock.now() - begin;
    const done = (await effectsOf(api, customer)).length;
    const accepted = sent.filter(({ status }) => status === 202).length;
    const kept = await takeFailures(api, consumer);
    return {
      metrics: {
        accepted,
        done,
        peak: mostAtOnceOf(events, consumer),
        tries: runsOf(events, consumer),
        throttles: eventsOf(events, 'invocation-throttled', consumer).length,
        dropped: accepted - done - kept,
        drainMs,
      },
      series: { replyMs: sent.map(({ replyMs }) => replyMs) },
    };
  },

  claims,
});

const isBuffered = (variant: Variant) => variant.startsWith('buffer');
