import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('sync-api/parallel-requests', [
  {
    what: 'one order at a time, though the stack says ten',
    claims: ['side-by-side-up-to-the-limit', 'busy-is-not-down'],
    breaks: [
      {
        file: 'stack.ts',
        find: 'reservedConcurrentExecutions: concurrency',
        replace: 'reservedConcurrentExecutions: 1',
      },
    ],
  },
]);
