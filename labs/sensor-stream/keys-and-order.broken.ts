import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('sensor-stream/keys-and-order', [
  {
    what: 'every reading has a random key, whatever is set',
    claims: ['a-key-keeps-its-order', 'shards-without-keys-stand-idle'],
    breaks: [
      {
        file: 'handlers/accept-readings.ts',
        find: "partitionKeys[process.env.PARTITION_KEY ?? 'device']",
        replace: 'partitionKeys.none',
      },
    ],
  },
  {
    what: 'every stream has one shard',
    claims: ['a-shard-is-one-line'],
    breaks: [{ file: 'stack.ts', find: 'shardCount: shards', replace: 'shardCount: 1' }],
  },
  {
    what: 'no mapping has more than one lane in a shard',
    claims: ['lanes-within-a-shard'],
    breaks: [
      {
        file: 'stack.ts',
        find: "setting('parallelizationFactor') ?? 1",
        replace: "Math.min(1, setting('parallelizationFactor') ?? 1)",
      },
    ],
  },
]);
