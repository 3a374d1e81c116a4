import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('sensor-stream/window-or-lag', [
  {
    what: 'every mapping takes records one by one and waits for none',
    claims: ['larger-batches-fewer-invocations', 'a-window-is-waited-for', 'too-small-batches-fall-behind'],
    breaks: [
      {
        file: 'stack.ts',
        find: "const batchSize = setting('batchSize') ?? 10;",
        replace: 'const batchSize = 1;',
      },
      {
        file: 'stack.ts',
        find: "Duration.seconds(setting('batchWindowSeconds') ?? 0)",
        replace: 'Duration.seconds(0)',
      },
    ],
  },
  {
    what: 'the tumbling window adds to what its row has',
    claims: ['a-tumbling-window-counts-once'],
    breaks: [
      { file: 'handlers/sum-window.ts', find: 'await putSums(', replace: 'await addSums(' },
      { file: 'handlers/sum-window.ts', find: 'import { putSums }', replace: 'import { addSums }' },
    ],
  },
]);
