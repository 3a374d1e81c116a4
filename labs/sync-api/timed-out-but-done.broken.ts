import { testBreaks } from '#runner/testing/test-breaks.ts';

const parameters = { orders: 4 };

testBreaks('sync-api/timed-out-but-done', [
  {
    what: 'the gateway waits as long as it takes',
    claims: ['time-out-does-not-cancel', 'retry-without-key-doubles', 'key-makes-the-retry-safe'],
    breaks: [{ file: 'stack.ts', find: 'Duration.millis(deadlineMs)', replace: 'Duration.millis(29_000)' }],
    parameters,
  },
  {
    what: 'the handler does not read the key',
    claims: ['key-makes-the-retry-safe'],
    breaks: [
      {
        file: 'handlers/place-order.ts',
        find: "headerOf(request, 'idempotency-key')",
        replace: "(headerOf(request, 'idempotency-key'), undefined as string | undefined)",
      },
    ],
    // Warming up knows its orders by their keys; without keys it only waits in vain.
    parameters: { ...parameters, patienceMs: 500 },
  },
  {
    what: 'the handler does not look whether the order is there already',
    claims: ['key-makes-the-retry-safe'],
    breaks: [{ file: 'handlers/place-order.ts', find: 'if (stored) return json(200, stored);', replace: '' }],
    parameters,
  },
  {
    what: 'work that nobody waits for any more is thrown away',
    claims: ['time-out-does-not-cancel'],
    breaks: [
      {
        file: 'handlers/place-order.ts',
        find: 'await pay();',
        replace:
          "await pay(); if (order.item !== 'warm-up' && Date.now() - Date.parse(startedAt) > 300) throw new Error('late');",
      },
    ],
    parameters,
  },
]);
