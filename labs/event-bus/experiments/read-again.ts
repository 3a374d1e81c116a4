import { defineExperiment } from '#experiment/define-experiment.ts';
import { askAgain } from './read-again/ask-again.ts';
import { claims } from './read-again/claims.ts';
import { nextFullSecond } from './read-again/noon.ts';
import { swappedPairs } from './read-again/swapped-pairs.ts';
import { readQueue, readUntil } from './shared/inbox.ts';
import { announce, ordersOf, type System } from './shared/producer.ts';
import { kitchenOf } from './shared/readers.ts';
import { warmUp } from './shared/warm-up.ts';

const how = (value: string) => ({ label: 'how the afternoon is asked for again', value });

export default defineExperiment({
  question:
    'The kitchen took every order of the afternoon and, by a bug, did the wrong thing with it. Now the bug is fixed: who can give it the afternoon again, and in which order?',
  nextStep:
    'In labs/event-bus/experiments/read-again/ask-again.ts, leave FilterArns out of the replay: who else reads the afternoon again then?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/bus/orders -H 'content-type: application/json' -d '{"orderId":"1","item":"espresso"}'`,
  ],
  repetitions: 3,
  // Counts of what came, each with seconds to come in: a busy machine makes them late, not different.
  tolerance: { loopLag: 10, cpuTaken: 2 },
  parameters: {
    morning: { label: 'orders before noon', value: 3, unit: 'orders' },
    // Replayed in an order drawn at random: in 40,320 ways, of which one is the order in which they were told.
    afternoon: { label: 'orders after noon', value: 8, unit: 'orders' },
  },
  variants: {
    queue: {
      label: 'queue (SQS)',
      pipeline: ['HTTP API', 'Lambda', 'SQS'],
      parameters: { how: how('receives once more') },
    },
    topic: {
      label: 'topic (SNS)',
      pipeline: ['HTTP API', 'Lambda', 'SNS', 'SQS'],
      parameters: { how: how('subscribes once more') },
    },
    bus: {
      label: 'bus (EventBridge) with an archive',
      pipeline: ['HTTP API', 'Lambda', 'EventBridge', 'SQS'],
      parameters: { how: how('a replay from noon on, to its rule only') },
    },
    'bus-archive-afterwards': {
      label: 'bus, archive made afterwards',
      pipeline: ['HTTP API', 'Lambda', 'EventBridge', 'SQS'],
      parameters: { how: how('an archive is made now, and a replay from noon on') },
    },
    log: {
      label: 'log (Kinesis)',
      pipeline: ['HTTP API', 'Lambda', 'Kinesis'],
      parameters: { how: how('reads the stream from noon on') },
    },
  },
  metrics: {
    read: { label: 'orders that the kitchen read at first', unit: 'orders', better: 'higher' },
    again: { label: 'orders of the afternoon that it got again', unit: 'orders', better: 'higher' },
    twice: { label: 'of them, orders that came again more than once', unit: 'orders', better: 'lower' },
    morningAgain: { label: 'orders of the morning that came again too', unit: 'orders', better: 'lower' },
    marked: { label: 'events that say which replay they come from', unit: 'events', better: 'neither' },
    others: { label: 'events that came again to another reader', unit: 'events', better: 'lower' },
    swapped: { label: 'pairs of orders that came in another order', unit: 'pairs', better: 'lower' },
  },
  series: {},
  predictions: [
    {
      kind: 'number',
      id: 'again-from-topic',
      prompt:
        'Eight orders of the afternoon were read from a topic’s queue and deleted. The kitchen subscribes to the topic once more. How many of the eight does it get again?',
      unit: 'orders',
      answer: (results) => results.topic.again.median,
    },
  ],

  warmUp,

  async run({ variant, repetition, parameters, progress, ...shop }) {
    const system: System = variant === 'bus-archive-afterwards' ? 'bus' : variant;
    const prefix = `${shop.runId}-${variant}-${repetition}`;
    const morning = ordersOf(`${prefix}-morning`, parameters.morning);
    // Express, so that another rule of the bus would match them too.
    const afternoon = ordersOf(`${prefix}-afternoon`, parameters.afternoon).map((order) => ({
      ...order,
      priority: 'express' as const,
    }));
    const kitchen = await kitchenOf(shop, system);
    await announce(shop, system, morning);
    const noon = await nextFullSecond(shop);
    await announce(shop, system, afternoon);
    const total = morning.length + afternoon.length;
    const read = await readUntil(shop, kitchen, (all) => all.length >= total);
    progress(0.5, `The kitchen has read ${read.length} of ${total} orders.`);
    // The other reader has read its part too.
    await readQueue(shop, shop.outputs.ExpressOfBusUrl);

    const again = await askAgain(shop, variant, { name: prefix, noon, count: afternoon.length });
    const others = await readQueue(shop, shop.outputs.ExpressOfBusUrl);
    const timesOf = (orderId: string) => again.filter((each) => each.orderId === orderId).length;
    return {
      metrics: {
        read: read.filter(({ orderId }) => orderId.startsWith(prefix)).length,
        again: afternoon.filter(({ orderId }) => timesOf(orderId) > 0).length,
        twice: afternoon.filter(({ orderId }) => timesOf(orderId) > 1).length,
        morningAgain: morning.filter(({ orderId }) => timesOf(orderId) > 0).length,
        marked: again.filter(({ replay }) => replay !== undefined).length,
        others: others.filter(({ replay }) => replay !== undefined).length,
        swapped: swappedPairs(
          again.map(({ orderId }) => afternoon.findIndex((each) => each.orderId === orderId)),
        ),
      },
      series: {},
    };
  },

  claims,
});
