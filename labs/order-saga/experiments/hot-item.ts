import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import { openLoop } from '#experiment/open-loop.ts';
import { warmUpEnvironments } from '#experiment/warm-up.ts';
import { claims } from './hot-item/claims.ts';
import { leftOf } from './hot-item/left-of.ts';
import { putOnSale } from './shared/stock.ts';

const pipeline = ['HTTP API', 'Lambda', 'DynamoDB'];
const items = 12;
const plans = {
  'many-items': { label: 'many items', items, counting: 'conditional' },
  'one-item': { label: 'one item', items: 1, counting: 'conditional' },
  'one-item-sharded': { label: 'one item, sharded', items: 1, counting: 'sharded' },
} as const;
const variant = (name: keyof typeof plans, counters: string) => ({
  label: plans[name].label,
  pipeline,
  parameters: {
    wanted: { label: 'what the buyers want', value: plans[name].items === 1 ? 'one item' : 'one of many' },
    counters: { label: 'counters of an item', value: counters },
  },
});

export default defineExperiment({
  question:
    'The same number of purchases, for many items and for one. The table has capacity on demand and room for all: whose writes does it throttle?',
  nextStep:
    'Set shards to 2 in labs/order-saga/stack.ts and run it again: how many writes are throttled with two counters?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/sale -H 'content-type: application/json' -d '{"orderId":"mine","item":"espresso","counting":"conditional"}'`,
  ],
  repetitions: 3,
  // What a key takes is counted by the second: a machine that is away for less lets no more writes in than are throttled.
  serviceTime: { value: 1000 },
  tolerance: { loopLag: 0.7, sendDrift: 0.7, cpuTaken: 1 },
  localCloud: {
    dynamodbCapacityScale: {
      label: 'capacity of each key and table, as a part of that on AWS',
      value: 0.01,
      injected:
        'A hundredth, so that a laptop meets the limit: ten writes a second for a key, forty for a new table.',
    },
  },
  parameters: {
    buyers: { label: 'buyers, one piece each', value: 60, unit: 'buyers' },
    apartMs: { label: 'time between two buyers', value: 33, unit: 'ms' },
    items: { label: 'items, where they are many', value: items, unit: 'items' },
    stock: { label: 'pieces of all items together', value: 1200, unit: 'pieces' },
    shards: { label: 'counters of a sharded stock', fromOutput: 'Shards', unit: 'counters' },
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for a payment provider that is asked for each piece that is sold.',
    },
  },
  variants: {
    'many-items': variant('many-items', 'one each'),
    'one-item': variant('one-item', 'one'),
    'one-item-sharded': variant('one-item-sharded', 'several'),
  },
  metrics: {
    throttled: { label: 'writes to counters that were throttled', unit: 'writes', better: 'lower' },
    retried: { label: 'purchases sold after a throttled write', unit: 'purchases', better: 'neither' },
    failed: { label: 'buyers who heard an error', unit: 'buyers', better: 'lower' },
    sold: { label: 'pieces sold', unit: 'pieces', better: 'higher' },
    left: { label: 'pieces left', unit: 'pieces', better: 'neither' },
  },
  series: {},
  predictions: [
    {
      kind: 'choice',
      id: 'on-demand',
      prompt:
        'A table on demand takes 40 writes a second, and 30 come. They are all for one key. What does the table do?',
      options: [
        { value: 'all', label: 'It takes all of them: it has room.' },
        { value: 'some', label: 'It throttles some of them.' },
      ],
      answer: (results) => (results['one-item'].throttled.median > 0 ? 'some' : 'all'),
    },
    {
      kind: 'number',
      id: 'sharded',
      prompt:
        'The stock of the one item lies in four counters, and there is plenty in each. How many writes are throttled now?',
      unit: 'writes',
      answer: (results) => results['one-item-sharded'].throttled.median,
    },
  ],

  async warmUp(context) {
    const { clients, outputs, runId, signal } = context;
    const item = `${runId}-warm-up`;
    // What is no purchase starts as many environments as there will be purchases at a time, and takes no capacity.
    await warmUpEnvironments(24, () => clients.http.postJson(`${outputs.ApiUrl}/sale`, {}, signal));
    await putOnSale(context, item, 100, 4);
    await warmUpEnvironments(8, (index) => {
      const purchase = { orderId: `${item}-${index}`, item, counting: 'sharded' };
      return clients.http.postJson(`${outputs.ApiUrl}/sale`, purchase, signal);
    });
  },

  async run({ variant: name, repetition, parameters, events, progress, ...api }) {
    const { clients, clock, outputs, runId, signal } = api;
    const plan = plans[name];
    const names = Array.from({ length: plan.items }, (_, index) => `${runId}-${name}-${repetition}-${index}`);
    const counters = plan.counting === 'sharded' ? parameters.shards : 1;
    for (const item of names) await putOnSale(api, item, parameters.stock / names.length, counters);

    const throttles = () => eventsOf(events, 'capacity-throttled', 'Stock');
    const before = throttles().length;
    const sent = await openLoop({
      arrivals: Array.from({ length: parameters.buyers }, (_, index) => index * parameters.apartMs),
      clock,
      signal,
      async send({ index }) {
        const item = names[index % names.length] as string;
        const purchase = { orderId: `${names[0]}-${index}`, item, counting: plan.counting };
        const { status } = await clients.http.postJson(`${outputs.ApiUrl}/sale`, purchase, signal);
        progress((index + 1) / parameters.buyers, `${index + 1} of ${parameters.buyers} buyers have come`);
        return status;
      },
    });

    const throttled = throttles().slice(before);
    const failed = sent.filter((status) => status >= 500).length;
    const met = new Set(throttled.map(({ invocationId }) => invocationId)).size;
    return {
      metrics: {
        throttled: throttled.length,
        retried: met - failed,
        failed,
        sold: sent.filter((status) => status === 201).length,
        left: await leftOf(api, names, counters),
      },
      series: {},
    };
  },

  claims,
});
