import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('queued-api/delivered-twice', [
  {
    what: 'the visibility timeout is longer than window and work together',
    claims: [
      'too-slow-is-delivered-again',
      'every-delivery-charges',
      'a-record-beside-the-effect-has-a-gap',
      'dead-lettered-although-done',
    ],
    breaks: [{ file: 'stack.ts', find: "setting('visibilityTimeoutSeconds') ?? 30", replace: '5' }],
  },
  {
    what: 'the handler with the conditional write charges beside it',
    claims: ['conditional-write-charges-once'],
    breaks: [
      {
        file: 'handlers/store-order.ts',
        find: 'await storeOnce(order);',
        replace: "const { addCharge } = await import('./table.ts');\n  await addCharge(order);",
      },
    ],
  },
]);
