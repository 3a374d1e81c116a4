import { defineExperiment } from '#experiment/define-experiment.ts';
import { mostAtOnce } from '#experiment/overlap.ts';
import { claims } from './one-slow-restaurant/claims.ts';
import { sendOrders, untilInFlight, untilSent } from './one-slow-restaurant/orders.ts';
import { countWaitedForAnEnd, mostLetPass } from './one-slow-restaurant/who-waits.ts';

const restaurants = ['Arena', 'Mill', 'Corner', 'Garden'];

/** Arena floods, Mill’s till is slow, and these two are whoever else there is. */
const others = ['Corner', 'Garden'];

/** How many orders of one restaurant are in work at a time at most, of eight places for all. */
const mostOfOne = { one: 8, each: 2, groups: 1, fair: 8 };

const variant = (label: string, queues: keyof typeof mostOfOne, queue: string) => ({
  label,
  pipeline: ['HTTP API', queue, 'Lambda', 'DynamoDB'],
  parameters: { queues: { label: 'how the restaurants share the way', value: label } },
  context: { queues },
});

export default defineExperiment({
  question:
    'Many restaurants share a way to their tills. One of them is flooded with orders, and later another one’s till is slow. Whose orders wait?',
  nextStep:
    'In labs/many-restaurants/stack.ts, make the order the message group and not the restaurant: which claims turn false, and who is a tenant now?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/restaurants/Corner/orders --json '{"orderId":"mine-1","restaurant":"Corner"}'`,
  ],
  repetitions: 3,
  // Counts of orders, far apart: a busy machine makes all of them late.
  tolerance: { loopLag: 3, sendDrift: 3, cpuTaken: 1 },
  localCloud: {
    timeScale: {
      label: 'scale of AWS’s waits',
      value: 0.02,
      unit: '',
      injected:
        'Lambda’s poller takes more messages at a time second by second while a backlog grows. Here a second of that is 20 ms, so that all places are in use at once.',
    },
  },
  parameters: {
    flood: { label: 'orders for Arena in a flood', value: 40, unit: 'orders' },
    slow: { label: 'orders for Mill, whose till is slow', value: 8, unit: 'orders' },
    others: { label: 'orders for the two other restaurants, each time', value: 4, unit: 'orders' },
    places: { label: 'orders worked on at the same time, at most', fromOutput: 'Places', unit: 'orders' },
    serviceMs: {
      label: 'service time of a till',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for a restaurant’s till.',
    },
    slowServices: {
      label: 'service times that the slow till takes',
      fromOutput: 'SlowServices',
      unit: '',
      injected: 'Stands in for a slow one.',
    },
  },
  variants: {
    one: variant('one queue', 'one', 'SQS'),
    each: variant('a queue each', 'each', 'SQS'),
    groups: variant('FIFO, a group each', 'groups', 'SQS FIFO'),
    fair: variant('fair queue', 'fair', 'SQS'),
  },
  metrics: {
    accepted: { label: 'orders answered 202', unit: 'orders', better: 'neither' },
    sent: { label: 'orders that their tills have in the end', unit: 'orders', better: 'higher' },
    floodLetPass: {
      label: 'orders of the flood begun while an order of another restaurant waited, at most',
      unit: 'orders',
      better: 'lower',
    },
    floodAtOnce: {
      label: 'orders of the flood in work at the same time, at most',
      unit: 'orders',
      better: 'neither',
    },
    floodServices: {
      label: 'service times until the last order of the flood is sent',
      unit: 'service times',
      better: 'lower',
    },
    slowAtOnce: {
      label: 'orders for the slow till in work at the same time, at most',
      unit: 'orders',
      better: 'lower',
    },
    waitedForSlow: {
      label: 'orders of the others begun only after one of the slow till had ended',
      unit: 'orders',
      better: 'lower',
    },
  },
  series: {},
  predictions: [
    {
      kind: 'number',
      id: 'let-pass',
      prompt:
        'Forty orders for one restaurant go into the one queue, and then two each for two others. How many of the forty are begun while one of the others waits?',
      unit: 'orders',
      answer: ({ one }) => one.floodLetPass.median,
    },
    {
      kind: 'choice',
      id: 'fair-and-slow',
      prompt:
        'A fair queue, and all places are in use with orders for a restaurant whose till is slow. Two other restaurants get two orders each. When do these begin?',
      options: [
        { value: 'at-once', label: 'at once: they are quiet, and the slow one is noisy' },
        { value: 'after', label: 'when one of the slow orders has ended' },
      ],
      answer: ({ fair }, { others: count }) => (2 * fair.waitedForSlow.median > count ? 'after' : 'at-once'),
    },
  ],

  async warmUp(surroundings) {
    const flow = `${surroundings.runId}-warm-up`;
    const accepted = await Promise.all(
      restaurants.map((restaurant) => sendOrders(surroundings, { restaurant, flow, count: 2 })),
    );
    await untilSent(surroundings, accepted.flat());
  },

  async run({ variant: name, repetition, progress, ...surroundings }) {
    const { clock, parameters, runId } = surroundings;
    const sendToOthers = async (flow: string) => {
      const sending = others.map((restaurant) =>
        sendOrders(surroundings, { restaurant, flow, count: parameters.others / others.length }),
      );
      return (await Promise.all(sending)).flat();
    };
    const flow = `${runId}-${name}-${repetition}`;
    const isOneOf = (orders: { orderId: string }[]) => {
      const ids = new Set(orders.map(({ orderId }) => orderId));
      return ({ orderId }: { orderId: string }) => ids.has(orderId);
    };

    progress(0.1, 'one restaurant is flooded');
    const floodedAt = clock.now();
    const flood = await sendOrders(surroundings, {
      restaurant: 'Arena',
      flow: `${flow}-flood`,
      count: parameters.flood,
    });
    const beside = await sendToOthers(`${flow}-flood`);
    const inFlood = await untilSent(surroundings, [...flood, ...beside]);
    const floodSent = inFlood.filter(isOneOf(flood));

    progress(0.5, 'another one’s till is slow');
    const slow = await sendOrders(surroundings, {
      restaurant: 'Mill',
      flow: `${flow}-slow`,
      count: parameters.slow,
    });
    await untilInFlight(surroundings, mostOfOne[name]);
    const besideSlow = await sendToOthers(`${flow}-slow`);
    const inSlow = await untilSent(surroundings, [...slow, ...besideSlow]);
    const slowSent = inSlow.filter(isOneOf(slow));

    const all = [...flood, ...beside, ...slow, ...besideSlow];
    return {
      metrics: {
        accepted: all.filter(({ status }) => status === 202).length,
        sent: inFlood.length + inSlow.length,
        floodLetPass: mostLetPass(inFlood.filter(isOneOf(beside)), floodSent),
        floodAtOnce: mostAtOnce(floodSent),
        floodServices: (Math.max(...floodSent.map(({ to }) => to)) - floodedAt) / parameters.serviceMs,
        slowAtOnce: mostAtOnce(slowSent),
        waitedForSlow: countWaitedForAnEnd(inSlow.filter(isOneOf(besideSlow)), slowSent),
      },
      series: {},
    };
  },

  claims,
});
