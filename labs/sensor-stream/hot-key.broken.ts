import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('sensor-stream/hot-key', [
  {
    what: 'every reading has a random key, whatever is set',
    claims: [
      'the-shard-refuses-not-the-stream',
      'neighbours-are-refused-too',
      'the-call-succeeds-all-the-same',
      'parts-spread-a-hot-key',
    ],
    breaks: [
      {
        file: 'handlers/accept-readings.ts',
        find: "partitionKeys[process.env.PARTITION_KEY ?? 'device']",
        replace: 'partitionKeys.none',
      },
    ],
  },
  {
    what: 'the function sends again only once what was refused',
    claims: ['sent-again-is-late-not-lost'],
    breaks: [{ file: 'handlers/accept-readings.ts', find: '? 60 : 1', replace: '? 2 : 1' }],
  },
  {
    what: 'the function always sends again what was refused',
    claims: ['the-shard-refuses-not-the-stream', 'the-call-succeeds-all-the-same'],
    breaks: [
      {
        file: 'handlers/accept-readings.ts',
        find: "process.env.ON_REFUSED === 'resend' ? 60 : 1",
        replace: '60',
      },
    ],
  },
]);
