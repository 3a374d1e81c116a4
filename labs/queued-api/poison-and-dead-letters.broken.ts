import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('queued-api/poison-and-dead-letters', [
  {
    what: 'both handlers swallow what fails',
    claims: [
      'poison-takes-its-batch-along',
      'partial-response-returns-only-the-poison',
      'a-dead-letter-waits-for-somebody',
    ],
    breaks: [
      { file: 'handlers/whole-batch.ts', find: 'if (failed)', replace: 'if (false)' },
      {
        file: 'handlers/store-order.ts',
        find: 'await storeOnce(order);',
        replace: 'await storeOnce(order).catch(() => undefined);',
      },
    ],
  },
]);
