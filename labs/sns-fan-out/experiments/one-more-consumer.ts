import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import { openLoop } from '#experiment/open-loop.ts';
import { claims, type Variant } from './one-more-consumer/claims.ts';
import { ordersBefore } from './one-more-consumer/orders-before.ts';
import {
  type Consumer,
  effectsOf,
  placeOrder,
  runsOf,
  takeFailures,
  untilSettled,
} from './shared/fan-out.ts';
import { warmUp } from './shared/warm-up.ts';

const pipeline = ['HTTP API', 'Lambda', 'SNS', 'Lambda × 2', 'DynamoDB'];
const longerPipeline = ['HTTP API', 'Lambda', 'SNS', 'Lambda × 2, SQS → Lambda', 'DynamoDB'];
const context = { serviceMs: 150, shippingAtOnce: 4 };
const two = { ...context, consumers: 'mailer billing' };
const three = { ...context, consumers: 'mailer billing shipping' };
const consumers = (value: number) => ({ label: 'consumers', value, unit: 'consumers' });

/** How long the slow mailer takes besides its work: longer than all orders together. */
const slowMs = 1500;

export default defineExperiment({
  question:
    'An order is told to a topic. A consumer is added, then one fails, then one is slow: what do the producer and the other consumers notice?',
  nextStep:
    'In labs/sns-fan-out/handlers/accept-order.ts, call the mailer with the Lambda client and wait for its answer instead of publishing: which claims turn false?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders -H 'content-type: application/json' -d '{"customer":"me","item":"espresso","cents":250}'`,
  ],
  repetitions: 3,
  localCloud: {
    timeScale: {
      label: 'scale of AWS’s waits',
      value: 0.005,
      unit: '',
      injected: 'Lambda’s waits between two tries of an event, of minutes on AWS, run 200 times as fast.',
    },
  },
  parameters: {
    orders: { label: 'orders per repetition', value: 8, unit: 'orders' },
    apartMs: { label: 'time between two orders', value: 50, unit: 'ms' },
    serviceMs: {
      label: 'service time of each consumer',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for what a consumer waits for: a mail server, a ledger, a carrier.',
    },
  },
  variants: {
    two: { label: 'two consumers', pipeline, context: two, parameters: { consumers: consumers(2) } },
    three: {
      label: 'three consumers',
      pipeline: longerPipeline,
      context: three,
      parameters: { consumers: consumers(3) },
    },
    'one-fails': {
      label: 'three, the mailer fails',
      pipeline: longerPipeline,
      context: three,
      parameters: {
        consumers: consumers(3),
        mailer: {
          label: 'mailer',
          value: 'fails at every event',
          injected: 'The mailer throws before its handler runs, every time.',
        },
      },
    },
    'one-slow': {
      label: 'three, the mailer is slow',
      pipeline: longerPipeline,
      context: three,
      parameters: {
        consumers: consumers(3),
        mailer: {
          label: 'time that the mailer takes besides its work',
          value: slowMs,
          unit: 'ms',
          injected: 'Every mail takes longer by this.',
        },
      },
    },
  },
  metrics: {
    accepted: { label: 'orders accepted (202)', unit: 'orders', better: 'higher' },
    published: { label: 'events that the producer published', unit: 'events', better: 'neither' },
    mails: { label: 'mails stored', unit: 'mails', better: 'higher' },
    invoices: { label: 'invoices stored', unit: 'invoices', better: 'higher' },
    labels: { label: 'labels of parcels stored', unit: 'labels', better: 'higher' },
    invocations: { label: 'function invocations, all functions', unit: 'invocations', better: 'lower' },
    writes: { label: 'writes to the table', unit: 'writes', better: 'lower' },
    mailerTries: { label: 'times that the mailer was run', unit: 'invocations', better: 'lower' },
    mailerFailures: {
      label: 'events in the mailer’s on-failure destination',
      unit: 'events',
      better: 'lower',
    },
    repliesFirst: {
      label: 'orders whose reply came before their mail was stored',
      unit: 'orders',
      better: 'neither',
    },
    invoicesFirst: {
      label: 'orders whose invoice was stored before their mail',
      unit: 'orders',
      better: 'neither',
    },
    labelsFirst: {
      label: 'orders whose label was stored before their mail',
      unit: 'orders',
      better: 'neither',
    },
  },
  series: { replyMs: { label: 'time to the reply', unit: 'ms' } },
  predictions: [
    {
      kind: 'number',
      id: 'errors-seen',
      prompt:
        'The mailer fails at every event. Eight orders are placed. How many of their callers get an error?',
      unit: 'callers',
      answer: (results, { orders }) => orders - results['one-fails'].accepted.median,
    },
    {
      kind: 'number',
      id: 'invocations-of-three',
      prompt:
        'Eight orders, one function that publishes, three consumers, and nothing fails. How many function invocations in all?',
      unit: 'invocations',
      answer: (results) => results.three.invocations.median,
    },
  ],

  warmUp: ({ variants, ...api }) => warmUp(api, 8, consumersOf(variants[0])),

  async run({ variant, repetition, parameters, events, faults, progress, ...api }) {
    const customer = `${api.runId}-${variant}-${repetition}`;
    if (variant === 'one-fails') faults.inject({ resource: 'Mailer', fault: 'fail' });
    if (variant === 'one-slow') faults.inject({ resource: 'Mailer', fault: 'slow', milliseconds: slowMs });
    const sent = await openLoop({
      arrivals: Array.from({ length: parameters.orders }, (_, index) => index * parameters.apartMs),
      clock: api.clock,
      signal: api.signal,
      async send({ index, intendedAt }) {
        const status = await placeOrder(api, { customer, item: `espresso ${index + 1}` });
        progress((index + 1) / parameters.orders, `${index + 1} of ${parameters.orders} orders sent`);
        return { status, replyMs: api.clock.now() - intendedAt };
      },
    });
    await untilSettled({ ...api, events }, 2);
    const effects = await effectsOf(api, customer);
    const by = (consumer: Consumer) => effects.filter((each) => each.consumer === consumer).length;
    const functions = ['Accept', 'Mailer', 'Billing', 'Shipping'];
    return {
      metrics: {
        accepted: sent.filter(({ status }) => status === 202).length,
        published: eventsOf(events, 'event-published', 'OrderPlaced').length,
        mails: by('mailer'),
        invoices: by('billing'),
        labels: by('shipping'),
        invocations: runsOf(events, ...functions),
        writes: eventsOf(events, 'item-written', 'Effects').length,
        mailerTries: runsOf(events, 'Mailer'),
        mailerFailures: await takeFailures(api, 'Mailer'),
        ...ordersBefore(events),
      },
      series: { replyMs: sent.map(({ replyMs }) => replyMs) },
    };
  },

  claims,
});

const consumersOf = (variant: Variant | undefined): Consumer[] =>
  variant === 'two' ? ['mailer', 'billing'] : ['mailer', 'billing', 'shipping'];
