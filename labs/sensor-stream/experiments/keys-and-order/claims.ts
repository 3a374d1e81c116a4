import type { ClaimDefinition } from '#experiment/define-experiment.ts';
import type { Summary } from '#experiment/summary.ts';

type Variant = 'one-key' | 'no-key' | 'device-1' | 'device-2' | 'device-4' | 'lanes';
type Metric = 'accepted' | 'stored' | 'outOfOrder' | 'atOnce' | 'atOnceOfOne' | 'doneSeconds';
type Parameter = 'devices' | 'perDevice' | 'serviceMs' | 'batchSize';

const sum = ({ values }: Summary) => values.reduce((total, value) => total + value, 0);

/** An order does not hang on how long anything takes: only a machine that stands still could hide it. */
const orderStands = { loopLag: 10, sendDrift: 10, cpuTaken: 0.9 };

/** What a run of keys-and-order is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'a-key-keeps-its-order',
    statement:
      'With the device as partition key, the readings of a device are worked on in the order in which they were put, with one shard and with several. With random keys they are not.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'Readings that are sent side by side, or sent again after a refusal: the stream keeps the order in which they were put, which is then not that in which they were measured.',
    tolerance: orderStands,
    judge: ({ 'no-key': none, ...keyed }, { devices, perDevice }) => {
      const ordered = [keyed['device-1'], keyed['device-2'], keyed['device-4']];
      return {
        holds:
          sum(none.outOfOrder) > 0 &&
          [none, ...ordered].every(({ stored }) => stored.min === devices * perDevice) &&
          ordered.every(({ outOfOrder }) => outOfOrder.max === 0),
        because: `Worked on after a later one of their device: ${sum(none.outOfOrder)} of ${sum(none.stored)} readings with random keys, ${ordered.reduce((total, { outOfOrder }) => total + sum(outOfOrder), 0)} of ${ordered.reduce((total, { stored }) => total + sum(stored), 0)} with the device as key.`,
      };
    },
  },
  {
    id: 'a-shard-is-one-line',
    statement:
      'A shard’s readings are worked on one after the other. Where each shard has devices, as many readings are worked on at once as there are shards, and all are done sooner.',
    reach: 'mechanism',
    seeds: ['001/horizontal-scale', '001/broker-scale'],
    notShown:
      'More shards than four, batches in which a handler works on several records at once, and what lies behind the handlers and has to take it.',
    judge: ({ 'device-1': one, 'device-2': two, 'device-4': four }) => ({
      holds:
        one.atOnce.max === 1 &&
        two.atOnce.min === 2 &&
        two.atOnce.max === 2 &&
        four.atOnce.min === 4 &&
        four.atOnce.max === 4 &&
        four.doneSeconds.median < two.doneSeconds.median &&
        two.doneSeconds.median < one.doneSeconds.median,
      because: `At once: ${one.atOnce.max} with one shard, ${two.atOnce.median} with two, ${four.atOnce.median} with four. Done after ${one.doneSeconds.median}, ${two.doneSeconds.median} and ${four.doneSeconds.median} s.`,
    }),
  },
  {
    id: 'shards-without-keys-stand-idle',
    statement:
      'When all readings have one key, they are worked on one at a time, although there are four shards: more shards help only with more keys.',
    reach: 'mechanism',
    seeds: ['001/horizontal-scale', '001/broker-scale'],
    notShown: 'What an idle shard costs: on a provisioned stream it is paid by the hour.',
    judge: ({ 'one-key': one, 'device-4': four }, { devices, perDevice }) => ({
      holds:
        one.atOnce.max === 1 &&
        one.outOfOrder.max === 0 &&
        one.stored.min === devices * perDevice &&
        four.atOnce.min > 1 &&
        four.doneSeconds.median < one.doneSeconds.median,
      because: `At once with four shards: ${one.atOnce.max} with one key, ${four.atOnce.median} with a key of each device. Done after ${one.doneSeconds.median} and ${four.doneSeconds.median} s.`,
    }),
  },
  {
    id: 'lanes-within-a-shard',
    statement:
      'With a parallelization factor above one, readings of several devices in one shard are worked on at once, and those of a device still one after the other.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'How keys are dealt to lanes on AWS: it is documented that a key stays in its own, not which it is.',
    tolerance: orderStands,
    judge: ({ 'device-1': one, lanes }, { devices, perDevice }) => ({
      holds:
        one.atOnce.max === 1 &&
        lanes.atOnce.max > 1 &&
        lanes.atOnceOfOne.max === 1 &&
        lanes.outOfOrder.max === 0 &&
        lanes.stored.min === devices * perDevice,
      because: `At once from one shard: ${one.atOnce.max} with factor one, up to ${lanes.atOnce.max} with ten, and ${lanes.atOnceOfOne.max} of one device. Out of order: ${sum(lanes.outOfOrder)}.`,
    }),
  },
];
