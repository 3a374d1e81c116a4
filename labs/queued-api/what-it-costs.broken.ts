import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('queued-api/what-it-costs', [
  {
    what: 'every batch holds one order, and its write is done twice',
    claims: ['a-batch-shares-three-of-five', 'a-delivery-is-billed-each-time'],
    breaks: [
      { file: 'stack.ts', find: '        batchSize,\n', replace: '        batchSize: 1,\n' },
      {
        file: 'handlers/store-order.ts',
        find: '  await storeOnce(order);',
        replace: '  await storeOnce(order);\n  await storeOnce(order);',
      },
    ],
    parameters: { orders: 10 },
  },
  {
    what: 'the queue holds each order back for a second, so that they come together',
    claims: ['a-batch-size-is-a-maximum'],
    breaks: [
      {
        file: 'stack.ts',
        find: '      visibilityTimeout,\n      deadLetterQueue',
        replace: '      visibilityTimeout,\n      deliveryDelay: Duration.seconds(1),\n      deadLetterQueue',
      },
    ],
    parameters: { orders: 10 },
  },
]);
