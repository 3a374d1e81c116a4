import { testBreaks } from '#runner/testing/test-breaks.ts';

const parameters = { orders: 8, patienceMs: 1000 };

testBreaks('two-paths/first-order', [
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
