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
