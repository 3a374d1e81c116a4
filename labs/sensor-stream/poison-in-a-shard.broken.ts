import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('sensor-stream/poison-in-a-shard', [
  {
    what: 'what is no temperature counts as zero',
    claims: [
      'the-shard-stands-still',
      'a-limit-gives-up-the-batch',
      'an-age-gives-up-what-waited',
      'splitting-finds-the-poison',
      'saying-where-repeats-nothing',
      'a-note-is-no-copy',
    ],
    breaks: [
      {
        file: 'handlers/reading.ts',
        find: "  if (typeof reading.celsius !== 'number')\n    throw",
        replace:
          "  if (typeof reading.celsius !== 'number') return { ...reading, celsius: 0 };\n  if (reading.device === '')\n    throw",
      },
    ],
    parameters: { patienceMs: 1500 },
  },
  {
    what: 'no mapping splits a batch',
    claims: ['splitting-finds-the-poison', 'saying-where-repeats-nothing', 'a-note-is-no-copy'],
    breaks: [
      { file: 'stack.ts', find: 'bisectBatchOnError: bisect === 1', replace: 'bisectBatchOnError: false' },
    ],
  },
]);
