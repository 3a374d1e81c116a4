import { defineExperiment } from '#experiment/define-experiment.ts';
import { claims } from './second-reader/claims.ts';
import { readTogether } from './second-reader/read-together.ts';
import { readUntil } from './shared/inbox.ts';
import { announce, ordersOf } from './shared/producer.ts';
import { kitchenOf, loyaltyComes } from './shared/readers.ts';
import { warmUp } from './shared/warm-up.ts';

const comes = (value: string) => ({ label: 'how the second reader comes', value });

export default defineExperiment({
  question:
    'The kitchen reads what is ordered. Later the loyalty programme wants to read it too: which orders does each of them get, of those before and of those after?',
  nextStep:
    'In labs/event-bus/stack.ts, let the second rule be enabled from the beginning: which number changes, and which can never change for the queue?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/topic/orders -H 'content-type: application/json' -d '{"orderId":"1","item":"espresso"}'`,
  ],
  repetitions: 3,
  // Counts of what came, each with seconds to come in: a busy machine makes them late, not different.
  tolerance: { loopLag: 10, cpuTaken: 2 },
  parameters: {
    orders: { label: 'orders before, and as many after', value: 6, unit: 'orders' },
  },
  variants: {
    queue: {
      label: 'queue (SQS)',
      pipeline: ['HTTP API', 'Lambda', 'SQS'],
      parameters: { comes: comes('receives from the same queue') },
    },
    topic: {
      label: 'topic (SNS)',
      pipeline: ['HTTP API', 'Lambda', 'SNS', 'SQS'],
      parameters: { comes: comes('subscribes a queue of its own') },
    },
    bus: {
      label: 'bus (EventBridge)',
      pipeline: ['HTTP API', 'Lambda', 'EventBridge', 'SQS'],
      parameters: { comes: comes('gets a rule with a queue of its own') },
    },
    log: {
      label: 'log (Kinesis)',
      pipeline: ['HTTP API', 'Lambda', 'Kinesis'],
      parameters: { comes: comes('reads the stream from its oldest record on') },
    },
  },
  metrics: {
    earlyByFirst: { label: 'orders before, read by the first reader', unit: 'orders', better: 'higher' },
    earlyBySecond: { label: 'orders before, read by the second reader', unit: 'orders', better: 'higher' },
    lateByFirst: { label: 'orders after, read by the first reader', unit: 'orders', better: 'higher' },
    lateBySecond: { label: 'orders after, read by the second reader', unit: 'orders', better: 'higher' },
    lateByBoth: { label: 'orders after, read by both', unit: 'orders', better: 'neither' },
    lateByNobody: { label: 'orders after, read by nobody', unit: 'orders', better: 'lower' },
  },
  series: {},
  predictions: [
    {
      kind: 'number',
      id: 'late-by-first-of-queue',
      prompt:
        'Both read from the same queue, in turns. Six orders come. How many of them does the first reader get?',
      unit: 'orders',
      answer: (results) => results.queue.lateByFirst.median,
    },
  ],

  warmUp,

  async run({ variant, repetition, parameters, progress, ...shop }) {
    const { orders } = parameters;
    const prefix = `${shop.runId}-${variant}-${repetition}`;
    const kitchen = await kitchenOf(shop, variant);
    const early = ordersOf(`${prefix}-early`, orders);
    const late = ordersOf(`${prefix}-late`, orders);

    await announce(shop, variant, early);
    const before = await readUntil(shop, kitchen, (read) => read.length >= orders);
    progress(0.5, `The first reader has read ${before.length} of ${orders} orders.`);
    const loyalty = await loyaltyComes(shop, variant);
    await announce(shop, variant, late);
    const [first, second] = await readTogether(shop, [kitchen, loyalty.read], orders);
    await loyalty.leave();

    const countOf = (all: typeof early, ...readers: (typeof before)[]) =>
      all.filter(({ orderId }) => readers.every((read) => read.some((each) => each.orderId === orderId)))
        .length;
    const lateByFirst = countOf(late, first);
    const lateBySecond = countOf(late, second);
    const lateByBoth = countOf(late, first, second);
    return {
      metrics: {
        earlyByFirst: countOf(early, before),
        earlyBySecond: countOf(early, second),
        lateByFirst,
        lateBySecond,
        lateByBoth,
        lateByNobody: orders - lateByFirst - lateBySecond + lateByBoth,
      },
      series: {},
    };
  },

  claims,
});
