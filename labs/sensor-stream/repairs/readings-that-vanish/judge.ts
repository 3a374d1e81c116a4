import { defineRepair } from '#experiment/define-repair.ts';
import experiment from '../../experiments/hot-key.ts';
import { readStream } from '../../experiments/shared/stream.ts';

export default defineRepair(experiment, {
  variants: { hot: { context: { handler: 'count-readings', batchSize: 500 } } },
  // A shard's room is counted by the second.
  tolerance: { loopLag: 0.7, sendDrift: 0.7, cpuTaken: 0.8 },
  probe: {
    metrics: {
      shardsOfOne: {
        label: 'shards that hold readings of one device, at most',
        unit: 'shards',
        better: 'neither',
      },
    },
    async run(api) {
      const taken = await readStream(api, api.runId);
      const shards = Map.groupBy(taken, ({ reading }) => reading.device);
      return {
        shardsOfOne: Math.max(
          ...[...shards.values()].map((own) => new Set(own.map(({ shardId }) => shardId)).size),
        ),
      };
    },
  },
  mends: [
    {
      id: 'accepted-is-in-the-stream',
      statement: 'Every reading that was answered with 202 is in the stream.',
      judge: ({ hot }) => ({
        holds: hot.told.min <= hot.sent.max - hot.refused.max,
        because: `${hot.told.median} readings were answered with 202, and ${hot.sent.median - hot.refused.median} are in the stream.`,
      }),
    },
  ],
  keeps: [
    {
      id: 'a-device-stays-in-its-shard',
      statement: 'The readings of a device are in one shard, so that their order is kept.',
      judge: ({ hot }) => ({
        holds: hot.shardsOfOne.max === 1,
        because: `Readings of one device are in up to ${hot.shardsOfOne.median} shards.`,
      }),
    },
    {
      id: 'what-is-in-the-stream-is-counted',
      statement: 'Every reading that is in the stream is worked on.',
      judge: ({ hot }) => ({
        holds: hot.counted.min >= hot.sent.max - hot.refused.max,
        because: `${hot.counted.median} readings were worked on, of ${hot.sent.median - hot.refused.median} in the stream.`,
      }),
    },
  ],
});
