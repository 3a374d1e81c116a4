import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('environments/first-request', [
  {
    what: 'every environment ends after its first order',
    claims: ['one-cold-start-in-turn', 'warm-for-one-only', 'the-first-waits-for-the-start'],
    breaks: [
      {
        file: 'handlers/place-order.ts',
        find: '  return json(201, { orderId, ...order });',
        replace: '  setTimeout(() => process.exit(1));\n  return json(201, { orderId, ...order });',
      },
    ],
  },
  {
    what: 'as many environments are provisioned as callers come, in every variant',
    claims: ['a-cold-start-for-each-at-once', 'provisioned-up-to-its-number'],
    breaks: [
      {
        file: 'stack.ts',
        find: "setting('provisioned') ?? 0",
        replace: "(setting('provisioned') === 99 ? 0 : 6)",
      },
    ],
  },
]);
