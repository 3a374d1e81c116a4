import { defineExperiment } from '#experiment/define-experiment.ts';
import { claims } from './route-by-content/claims.ts';
import { archivedEvents, deadLettersOf, ruleMatches } from './route-by-content/who-notices.ts';
import { readQueue, readUntil } from './shared/inbox.ts';
import { announce, ordersOf, type System } from './shared/producer.ts';
import { kitchenOf } from './shared/readers.ts';
import { warmUp } from './shared/warm-up.ts';

const filter = (value: string) => ({ label: 'filter', value });

/** Through what each variant's reader is told, which of the stack's readers it is, and whether it wants everything. */
const readers: Record<string, { system: System; name: string; wantsAll: boolean }> = {
  'topic-right': { system: 'topic', name: 'ExpressOfTopic', wantsAll: false },
  'topic-wrong': { system: 'topic', name: 'StoreOfTopic', wantsAll: true },
  'bus-right': { system: 'bus', name: 'ExpressOfBus', wantsAll: false },
  'bus-wrong': { system: 'bus', name: 'StoreOfBus', wantsAll: true },
};

export default defineExperiment({
  question:
    'Readers say in a filter which orders they want. What arrives, what never does, and who hears of a filter that lets nothing through?',
  nextStep:
    'In labs/event-bus/stack.ts, correct the typing mistake in the bus’s rule: which two of the three claims turn false, and why is that good news?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/bus/orders -H 'content-type: application/json' -d '{"orderId":"1","item":"espresso","priority":"express"}'`,
  ],
  repetitions: 3,
  // Counts of what came, each with seconds to come in: a busy machine makes them late, not different.
  tolerance: { loopLag: 10, cpuTaken: 2 },
  parameters: {
    express: { label: 'express orders', value: 3, unit: 'orders' },
    normal: { label: 'other orders', value: 5, unit: 'orders' },
  },
  variants: {
    'topic-right': {
      label: 'topic, filter as meant',
      pipeline: ['HTTP API', 'Lambda', 'SNS', 'SQS'],
      parameters: { filter: filter('attribute priority is express') },
    },
    'topic-wrong': {
      label: 'topic, filter that is wrong',
      pipeline: ['HTTP API', 'Lambda', 'SNS', 'SQS'],
      parameters: { filter: filter('attribute store is harbour; store is only in the message') },
    },
    'bus-right': {
      label: 'bus, pattern as meant',
      pipeline: ['HTTP API', 'Lambda', 'EventBridge', 'SQS'],
      parameters: { filter: filter('detail.priority is express') },
    },
    'bus-wrong': {
      label: 'bus, pattern that is wrong',
      pipeline: ['HTTP API', 'Lambda', 'EventBridge', 'SQS'],
      parameters: { filter: filter('detail.stores is harbour; the field is called store') },
    },
  },
  metrics: {
    taken: { label: 'orders that the producer told successfully', unit: 'orders', better: 'higher' },
    byAll: { label: 'orders that a reader without a filter got', unit: 'orders', better: 'higher' },
    wanted: { label: 'orders that the reader wanted', unit: 'orders', better: 'neither' },
    arrived: { label: 'of them, orders that arrived', unit: 'orders', better: 'higher' },
    unwanted: { label: 'other orders that arrived', unit: 'orders', better: 'lower' },
    deadLetters: { label: 'dead letters of the subscription or rule', unit: 'messages', better: 'lower' },
    archived: { label: 'orders that the bus’s archive got', unit: 'orders', better: 'neither' },
    matches: { label: 'a wanted sample matches (TestEventPattern)', unit: 'samples', better: 'neither' },
  },
  series: {},
  predictions: [
    {
      kind: 'number',
      id: 'arrived-wrong',
      prompt:
        'Eight orders are told on a bus. A reader wants all of them, and its pattern names a field wrongly. How many errors does the producer get, and how many dead letters are there, together?',
      unit: 'errors and dead letters',
      answer: (results, { express, normal }) =>
        express + normal - results['bus-wrong'].taken.median + results['bus-wrong'].deadLetters.median,
    },
  ],

  warmUp,

  async run({ variant, repetition, parameters, progress, ...shop }) {
    const { system, name, wantsAll } = readers[variant] as (typeof readers)[string];
    const prefix = `${shop.runId}-${variant}-${repetition}`;
    const express = ordersOf(`${prefix}-express`, parameters.express).map((order) => ({
      ...order,
      priority: 'express' as const,
    }));
    const normal = ordersOf(`${prefix}-normal`, parameters.normal);
    const orders = [...normal, ...express];
    const archivedBefore = await archivedEvents(shop);

    const kitchen = await kitchenOf(shop, system);
    const taken = await announce(shop, system, orders);
    const isHere = ({ orderId }: { orderId: string }) => orderId.startsWith(prefix);
    const byAll = await readUntil(shop, kitchen, (read) => read.filter(isHere).length >= orders.length);
    progress(0.5, `A reader without a filter has read ${byAll.length} of ${orders.length} orders.`);
    const wanted = wantsAll ? orders : express;
    const ids = new Set(wanted.map(({ orderId }) => orderId));
    const inbox = () => readQueue(shop, shop.outputs[`${name}Url`]);
    // What the reader without a filter has, the filter has seen too.
    const arrived = (
      await readUntil(shop, inbox, (read) => wantsAll || read.filter(isHere).length >= express.length)
    ).filter(isHere);
    return {
      metrics: {
        taken,
        byAll: byAll.filter(isHere).length,
        wanted: wanted.length,
        arrived: arrived.filter(({ orderId }) => ids.has(orderId)).length,
        unwanted: arrived.filter(({ orderId }) => !ids.has(orderId)).length,
        deadLetters: await deadLettersOf(shop, name),
        archived: (await archivedEvents(shop)) - archivedBefore,
        matches: system === 'bus' ? await ruleMatches(shop, name, wanted[0]) : 0,
      },
      series: {},
    };
  },

  claims,
});
