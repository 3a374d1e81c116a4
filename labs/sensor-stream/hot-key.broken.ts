import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('sensor-stream/hot-key', [
  {
    what: 'every reading has a random key, whatever is set',
    claims: [
      'the-shard-refuses-not-the-stream',
      'neighbours-are-refused-too',
      'the-call-succeeds-all-the-same',
      'sent-again-is-late-not-lost',
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
