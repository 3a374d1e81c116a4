import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('sync-api/retry-storm', [
  {
    what: 'the gateway waits as long as it takes, so that no work is for nobody',
    claims: [
      'the-storm-outlasts-the-surge',
      'retries-multiply-the-load',
      'retries-place-fewer-orders',
      'a-budget-of-ones-own-limits-nothing',
      'a-budget-ends-the-storm',
    ],
    breaks: [
      { file: 'stack.ts', find: 'Duration.millis(deadlineMs)', replace: 'Duration.millis(29_000)' },
      // And a function that takes what the surge brings: refusals would be retried too.
      {
        file: 'stack.ts',
        find: 'reservedConcurrentExecutions: concurrency',
        replace: 'reservedConcurrentExecutions: 40',
      },
    ],
  },
]);
