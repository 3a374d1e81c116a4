import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('sync-api/parallel-requests', [
  {
    what: 'one order at a time, though the stack says ten',
    claims: ['side-by-side-up-to-the-limit', 'busy-is-not-down'],
    breaks: [
      {
        file: 'stack.ts',
        find: 'reservedConcurrentExecutions: concurrency',
        replace: 'reservedConcurrentExecutions: 1',
      },
    ],
  },
  {
    what: 'every caller waits for the ones before it',
    claims: ['not-one-after-another'],
    breaks: [
      {
        file: 'handlers/place-order.ts',
        find: 'await pay();',
        replace: "for (let turn = Number(order.item.split(' ')[1] ?? 1); turn > 0; turn -= 1) await pay();",
      },
    ],
  },
]);
