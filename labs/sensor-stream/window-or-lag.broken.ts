import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('sensor-stream/window-or-lag', [
  {
    what: 'every mapping takes records one by one',
    claims: ['larger-batches-fewer-invocations', 'too-small-batches-fall-behind'],
    breaks: [
      {
        file: 'stack.ts',
        find: "const batchSize = setting('batchSize') ?? 10;",
        replace: 'const batchSize = 1;',
      },
    ],
  },
  {
    what: 'no mapping waits for its batches',
    claims: ['a-window-is-waited-for'],
    breaks: [
      {
        file: 'stack.ts',
        find: "Duration.seconds(setting('batchWindowSeconds') ?? 0)",
        replace: 'Duration.seconds(0)',
      },
    ],
  },
  {
    what: 'the function of the tumbling window adds its state to the row after each batch',
    claims: ['a-tumbling-window-counts-once'],
    breaks: [
      { file: 'handlers/sum-window.ts', find: 'await putSums(', replace: 'await addSums(' },
      { file: 'handlers/sum-window.ts', find: 'import { putSums }', replace: 'import { addSums }' },
      {
        file: 'handlers/sum-window.ts',
        find: 'if (isFinalInvokeForWindow) {',
        replace: 'if (isFinalInvokeForWindow || Records.length > 0) {',
      },
    ],
  },
]);
