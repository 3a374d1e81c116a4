import { defineExperiment } from '#experiment/define-experiment.ts';
import { pollUntil } from '#experiment/poll.ts';
import { claims } from './hot-key/claims.ts';
import { type Fleet, fleetOf } from './hot-key/fleet.ts';
import { type ReadingApi, sendReadings, sumsOf } from './shared/reading-api.ts';
import { shardOf, spreadNames } from './shared/shards.ts';
import { readStream } from './shared/stream.ts';

const shards = 4;
const requests = 6;

const variant = (label: string, traffic: string, key: 'device' | 'device-part', onRefused: string) => ({
  label,
  pipeline: ['HTTP API', 'Lambda', 'Kinesis', 'Lambda', 'DynamoDB'],
  parameters: {
    traffic: { label: 'traffic', value: traffic },
    key: {
      label: 'partition key',
      value: key === 'device' ? 'the device' : 'the device and one of four parts',
    },
    onRefused: { label: 'a refused reading', value: onRefused === 'ignore' ? 'is ignored' : 'is sent again' },
  },
  context: { key, onRefused, shards, handler: 'count-readings', batchSize: 500 },
});

const skewed = 'four fifths from one device';
const fleets: Record<'even' | 'hot' | 'hot-resent' | 'hot-split', Fleet> = {
  even: { hotShare: 0, split: false },
  hot: { hotShare: 0.8, split: false },
  'hot-resent': { hotShare: 0.8, split: false },
  'hot-split': { hotShare: 0.8, split: true },
};

export default defineExperiment({
  question:
    'The same number of readings comes evenly from all devices, or most of it from one. The stream as a whole has room for all: what is refused?',
  nextStep:
    'Set shards in labs/sensor-stream/experiments/hot-key.ts to 8 and run it again: how many readings of the hot device are refused now, and why?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/readings --json '[{"device":"mine","number":1,"celsius":21.5}]'`,
  ],
  repetitions: 3,
  // A shard's room is counted by the second: a machine that is away for less lets no more records in than are refused.
  serviceTime: { value: 1000 },
  tolerance: { loopLag: 0.7, sendDrift: 0.7, cpuTaken: 0.8 },
  parameters: {
    requests: { label: 'requests at once', value: requests, unit: 'requests' },
    perRequest: { label: 'readings in a request', value: 500, unit: 'readings' },
    shards: { label: 'shards', value: shards, unit: 'shards' },
    serviceMs: {
      label: 'service time of a batch',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for the work on a batch.',
    },
  },
  variants: {
    even: variant('even', 'as many from each device', 'device', 'ignore'),
    hot: variant('one hot device', skewed, 'device', 'ignore'),
    'hot-resent': variant('hot, sent again', skewed, 'device', 'resend'),
    'hot-split': variant('hot, key in parts', skewed, 'device-part', 'ignore'),
  },
  metrics: {
    sent: { label: 'readings sent', unit: 'readings', better: 'neither' },
    told: { label: 'readings in requests answered with 202', unit: 'readings', better: 'neither' },
    refused: { label: 'readings that are not in the stream', unit: 'readings', better: 'lower' },
    refusedElsewhere: { label: 'of shards without the hot device', unit: 'readings', better: 'lower' },
    refusedNeighbour: {
      label: 'of the quiet device that shares the hot shard',
      unit: 'readings',
      better: 'lower',
    },
    counted: { label: 'readings worked on', unit: 'readings', better: 'higher' },
    fullestShard: { label: 'readings in the fullest shard', unit: 'readings', better: 'neither' },
    slowestReplyMs: { label: 'time to the slowest reply', unit: 'ms', better: 'lower' },
  },
  series: {},
  predictions: [
    {
      kind: 'number',
      id: 'refused',
      prompt:
        'Four shards take 1,000 readings per second each. Of 3,000 readings at once 2,400 are one device’s, and no refused reading is sent again. How many are refused?',
      unit: 'readings',
      answer: ({ hot }) => hot.refused.median,
    },
    {
      kind: 'choice',
      id: 'what-callers-hear',
      prompt:
        'The function looks only at whether PutRecords succeeded. What do those callers hear whose readings were refused?',
      options: [
        { value: '202', label: '202: the call succeeded' },
        { value: '5xx', label: '5xx: the call failed' },
      ],
      answer: ({ hot }) => (hot.told.min === hot.sent.min ? '202' : '5xx'),
    },
  ],

  // As many environments as there are requests at once, and the shards' own.
  warmUp: async (api) => {
    const names = spreadNames(`${api.runId}-warm`, 2 * requests, shards);
    await Promise.all(names.map((device) => sendReadings(api, [{ device, number: 1, celsius: 20 }])));
    await untilCounted(api, names, names.length);
  },

  async run({ variant, repetition, parameters, progress, ...api }) {
    const { clock, runId, signal } = api;
    const prefix = `${runId}-${variant}-${repetition}`;
    const { devices, bodies } = fleetOf(prefix, fleets[variant], parameters);
    // What a shard took before is over: each begins with all the room that it has for a second.
    await clock.sleepUntil(clock.now() + 1100, signal);

    progress(0.2, `${bodies.length} requests sent at once`);
    const begin = clock.now();
    const replies = await Promise.all(
      bodies.map(async (readings) => ({
        readings,
        status: await sendReadings(api, readings),
        afterMs: clock.now() - begin,
      })),
    );
    const sent = bodies.flat();
    const taken = await readStream(api, prefix);
    progress(0.6, `${taken.length} of ${sent.length} readings are in the stream`);
    const counted = await untilCounted(api, devices, taken.length);

    const [hot = ''] = devices;
    const refusedOf = (matches: (device: string) => boolean) =>
      sent.filter(({ device }) => matches(device)).length -
      taken.filter(({ reading }) => matches(reading.device)).length;
    const inHotShard = (device: string) => shardOf(device, shards) === shardOf(hot, shards);
    const perShard = Map.groupBy(taken, ({ shardId }) => shardId);
    return {
      metrics: {
        sent: sent.length,
        told: replies.filter(({ status }) => status === 202).flatMap(({ readings }) => readings).length,
        refused: sent.length - taken.length,
        refusedElsewhere: refusedOf((device) => !inHotShard(device)),
        refusedNeighbour: refusedOf((device) => device !== hot && inHotShard(device)),
        counted,
        fullestShard: Math.max(...[...perShard.values()].map(({ length }) => length)),
        slowestReplyMs: Math.max(...replies.map(({ afterMs }) => afterMs)),
      },
      series: {},
    };
  },

  claims,
});

/** Waits, for 20 s at most, until as many readings of the devices are counted; gives how many are. */
async function untilCounted(api: ReadingApi, devices: string[], count: number): Promise<number> {
  let counted = 0;
  const from = api.clock.now();
  await pollUntil({
    clock: api.clock,
    from,
    everyMs: 50,
    until: from + 20_000,
    signal: api.signal,
    async check() {
      const each = await Promise.all(devices.map((device) => sumsOf(api, device)));
      counted = each.reduce((sum, { counted: one }) => sum + one, 0);
      return counted >= count;
    },
  });
  return counted;
}
