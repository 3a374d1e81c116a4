import { testBreaks } from '#runner/testing/test-breaks.ts';

const parameters = { orders: 8, patienceMs: 1000 };

testBreaks('two-paths/first-order', [
  {
    what: 'nobody waits for the payment',
    claims: ['reply-waits-for-the-work'],
    breaks: [{ file: 'handlers/place-order.ts', find: 'await payFor();', replace: '' }],
    parameters,
  },
  {
    what: 'every order is stored a second time under another id',
    claims: ['stored-exactly-once'],
    breaks: [
      {
        file: 'handlers/place-order.ts',
        find: '    return Item;',
        replace:
          '    if (!order.orderId.endsWith("!")) await placeOrder({ ...order, orderId: order.orderId + "!" });\n    return Item;',
      },
    ],
    parameters,
  },
  {
    what: 'the handler makes up its own order id',
    claims: ['stored-exactly-once'],
    breaks: [
      {
        file: 'handlers/place-order.ts',
        find: '{ ...order, placedAt',
        replace: '{ ...order, orderId: crypto.randomUUID() as string, placedAt',
      },
    ],
    parameters,
  },
]);
