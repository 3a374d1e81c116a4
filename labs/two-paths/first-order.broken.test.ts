import { testBreaks } from '#runner/testing/test-breaks.ts';

const parameters = { orders: 8, patienceMs: 1000 };

testBreaks('two-paths/first-order', [
  {
    what: 'the synchronous handler answers before it has stored',
    claims: ['reply-after-write'],
    breaks: [
      {
        file: 'handlers/sync.ts',
        find: 'return json(201, await placeOrder(order));',
        replace: 'void placeOrder(order); return json(201, order);',
      },
    ],
    parameters,
  },
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
    what: 'the queued handler has less to do',
    claims: ['queued-is-not-sooner'],
    breaks: [
      {
        file: 'stack.ts',
        find: 'SERVICE_MS: String(serviceMs)',
        replace: "SERVICE_MS: name === 'Queued' ? '0' : String(serviceMs)",
      },
    ],
    parameters,
  },
]);
