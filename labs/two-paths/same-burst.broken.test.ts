import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('two-paths/same-burst', [
  {
    what: 'the synchronous function has no limit',
    claims: ['refused-or-waiting'],
    breaks: [
      { file: 'stack.ts', find: "handler('Sync', concurrency || undefined)", replace: "handler('Sync')" },
    ],
    parameters: { orders: 30 },
  },
]);
