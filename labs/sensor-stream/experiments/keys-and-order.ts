import { defineExperiment } from '#experiment/define-experiment.ts';
import { mostAtOnce } from '#experiment/overlap.ts';
import { claims } from './keys-and-order/claims.ts';
import { readingsOf, sendReadings, storedReadings, untilStored, warmUp } from './shared/reading-api.ts';
import { spreadNames } from './shared/shards.ts';

const devices = 4;
const perDevice = 6;
/** What the names of the devices are chosen for. */
const mostShards = 4;

const variant = (label: string, key: string, keyLabel: string, shards: number, lanes = 1) => ({
  label,
  pipeline: ['HTTP API', 'Lambda', 'Kinesis', 'Lambda', 'DynamoDB'],
  parameters: {
    key: { label: 'partition key', value: keyLabel },
    shards: { label: 'shards', value: shards },
    lanes: { label: 'parallelization factor', value: lanes },
  },
  context: { key, shards, parallelizationFactor: lanes },
});

export default defineExperiment({
  question:
    'Four devices send readings, each one after the other, into a stream. What do the partition key and the number of shards decide?',
  nextStep:
    'Set devices in labs/sensor-stream/experiments/keys-and-order.ts to 8 and run it again: in which variants are more readings worked on at once now?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/readings --json '[{"device":"mine","number":1,"celsius":21.5}]'`,
  ],
  repetitions: 3,
  parameters: {
    devices: { label: 'devices, equally many for each of four shards', value: devices, unit: 'devices' },
    perDevice: { label: 'readings of each device', value: perDevice, unit: 'readings' },
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for the work on a reading.',
    },
    batchSize: { label: 'batch size', fromOutput: 'BatchSize', unit: 'records' },
  },
  variants: {
    'one-key': variant('one key, 4 shards', 'one', 'the same for all', 4),
    'no-key': variant('random keys, 4 shards', 'none', 'a random one for each reading', 4),
    'device-1': variant('device, 1 shard', 'device', 'the device', 1),
    'device-2': variant('device, 2 shards', 'device', 'the device', 2),
    'device-4': variant('device, 4 shards', 'device', 'the device', 4),
    lanes: variant('device, 1 shard, factor 10', 'device', 'the device', 1, 10),
  },
  metrics: {
    accepted: { label: 'readings accepted', unit: 'readings', better: 'neither' },
    stored: { label: 'readings worked on', unit: 'readings', better: 'neither' },
    outOfOrder: {
      label: 'readings worked on after a later one of their device',
      unit: 'readings',
      better: 'lower',
    },
    atOnce: { label: 'readings worked on at the same time, at most', unit: 'readings', better: 'higher' },
    atOnceOfOne: { label: 'of one device', unit: 'readings', better: 'neither' },
    doneSeconds: { label: 'seconds until the last reading is done', unit: 's', better: 'lower' },
  },
  series: {},
  predictions: [
    {
      kind: 'number',
      id: 'one-key',
      prompt: 'Four shards, and every reading has the same key. How many readings are worked on at once?',
      unit: 'readings',
      answer: (results) => results['one-key'].atOnce.max,
    },
    {
      kind: 'number',
      id: 'out-of-order',
      prompt: `Random keys spread ${devices * perDevice} readings over four shards: how many are worked on after a later one of their device?`,
      unit: 'readings',
      answer: (results) => results['no-key'].outOfOrder.median,
    },
  ],

  warmUp: (surroundings) =>
    warmUp(surroundings, spreadNames(`${surroundings.runId}-warm`, 2 * mostShards, mostShards)),

  async run({ variant, repetition, progress, ...api }) {
    const { clock, runId } = api;
    const names = spreadNames(`${runId}-${variant}-${repetition}`, devices, mostShards);
    const begin = clock.now();
    progress(0.1, 'devices send their readings');
    const statuses = await Promise.all(
      names.map(async (device) => {
        const own: number[] = [];
        // Each when the one before is accepted, so that the order in which they were put is certain.
        for (const reading of readingsOf(device, perDevice)) own.push(await sendReadings(api, [reading]));
        return own;
      }),
    );
    progress(0.3, 'readings are worked on');
    await untilStored(api, names, devices * perDevice);

    const done = await Promise.all(names.map((device) => storedReadings(api, device)));
    const all = done.flat();
    return {
      metrics: {
        accepted: statuses.flat().filter((status) => status === 202).length,
        stored: all.length,
        outOfOrder: done.reduce((sum, each) => sum + countOutOfOrder(each.map(({ number }) => number)), 0),
        atOnce: mostAtOnce(all),
        atOnceOfOne: Math.max(...done.map(mostAtOnce)),
        doneSeconds: (Math.max(...all.map(({ to }) => to)) - begin) / 1000,
      },
      series: {},
    };
  },

  claims,
});

/** How many come after a higher one. */
const countOutOfOrder = (numbers: number[]) =>
  numbers.filter((number, index) => numbers.slice(0, index).some((earlier) => earlier > number)).length;
