import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('sync-api/parallel-requests', [
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
