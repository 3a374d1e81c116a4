import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('queued-api/delivered-twice', [
  {
    what: 'the payment is fast, so that every handler is done before its visibility timeout ends',
    claims: [
      'too-slow-is-delivered-again',
      'every-delivery-charges',
      'a-record-in-progress-refuses-the-second',
      'a-refused-delivery-costs-a-receive',
      'dead-lettered-although-done',
    ],
    breaks: [{ file: 'stack.ts', find: 'SERVICE_MS: String(serviceMs)', replace: "SERVICE_MS: '50'" }],
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
  {
    what: 'the handler completes the record before it charges',
    claims: ['a-record-beside-the-effect-has-a-gap'],
    breaks: [
      {
        file: 'handlers/charge-by-record.ts',
        find: '    await payFor();\n    await addCharge(order);\n    return { orderId: order.orderId };',
        replace: '    return { orderId: order.orderId };',
      },
      {
        file: 'handlers/charge-by-record.ts',
        find: 'const place = (message: SQSRecord) => placeOnce(readOrder(message));',
        replace:
          'const place = async (message: SQSRecord) => {\n  await placeOnce(readOrder(message));\n  await payFor();\n  await addCharge(readOrder(message));\n};',
      },
    ],
  },
]);
