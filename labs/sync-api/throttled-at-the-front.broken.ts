import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('sync-api/throttled-at-the-front', [
  {
    what: 'the function is limited wherever the gateway is',
    claims: ['the-smallest-limit-refuses'],
    breaks: [
      {
        file: 'stack.ts',
        find: 'reservedConcurrentExecutions: concurrency',
        replace: 'reservedConcurrentExecutions: gatewayRate > 0 ? 1 : concurrency',
      },
    ],
    parameters: { orders: 30 },
  },
  {
    what: 'the handler says 429 for a table without capacity',
    claims: ['only-the-gateway-says-429', 'the-status-depends-on-the-api'],
    breaks: [
      {
        file: 'handlers/place-order.ts',
        find: 'return json(201, await storeOnce({ orderId, ...order, startedAt, paidAt: new Date().toISOString() }));',
        replace: `const paid = { orderId, ...order, startedAt, paidAt: new Date().toISOString() };
          return storeOnce(paid).then((stored) => json(201, stored), () => json(429, { message: 'Later' }));`,
      },
    ],
    parameters: { orders: 30 },
  },
]);
