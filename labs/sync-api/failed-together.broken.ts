import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('sync-api/failed-together', [
  {
    what: 'the function takes all callers at once',
    claims: ['waiting-finds-room', 'jitter-keeps-them-apart'],
    breaks: [
      {
        file: 'stack.ts',
        find: 'reservedConcurrentExecutions: concurrency',
        replace: 'reservedConcurrentExecutions: 40',
      },
    ],
  },
]);
