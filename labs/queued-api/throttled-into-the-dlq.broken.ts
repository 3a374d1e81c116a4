import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('queued-api/throttled-into-the-dlq', [
  {
    what: 'the function may run as often as the pollers want',
    claims: ['dead-lettered-without-a-run', 'capped-pollers-leave-the-rest-in-the-queue'],
    breaks: [
      {
        file: 'stack.ts',
        find: 'reservedConcurrentExecutions: reservedConcurrency || undefined',
        replace: 'reservedConcurrentExecutions: undefined',
      },
    ],
  },
  {
    what: 'the visibility timeout is always longer than the backlog takes',
    claims: ['dead-lettered-without-a-run', 'more-receives-are-used-up-by-waiting'],
    breaks: [
      {
        file: 'stack.ts',
        find: "Duration.seconds(setting('visibilityTimeoutSeconds') ?? 30)",
        replace: "Duration.seconds(Math.max(6, setting('visibilityTimeoutSeconds') ?? 30))",
      },
    ],
  },
  {
    what: 'the mapping is not capped',
    claims: ['each-mend-saves-every-order', 'capped-pollers-leave-the-rest-in-the-queue'],
    breaks: [
      {
        file: 'stack.ts',
        find: 'maxConcurrency: maximumConcurrency || undefined',
        replace: 'maxConcurrency: undefined',
      },
    ],
  },
  {
    what: 'the handler does not store what it was paid for',
    claims: ['each-mend-saves-every-order', 'every-order-is-accounted-for'],
    breaks: [
      { file: 'handlers/store-order.ts', find: 'await storeOnce(order);', replace: 'void storeOnce;' },
    ],
  },
]);
