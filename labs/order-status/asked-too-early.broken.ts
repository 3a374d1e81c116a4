import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('order-status/asked-too-early', [
  {
    what: 'the pending row is never stored',
    claims: ['accepted-and-not-found', 'a-404-is-ordered-again', 'pending-is-not-placed'],
    breaks: [
      {
        file: 'handlers/accept-order.ts',
        find: "process.env.PENDING_ROW === '1'",
        replace: 'false as boolean',
      },
    ],
  },
  {
    what: 'the row that is stored first says that the order is placed',
    claims: ['pending-is-not-placed'],
    breaks: [{ file: 'handlers/accept-order.ts', find: "status: 'pending'", replace: "status: 'placed'" }],
  },
  {
    what: 'the worker stores every order twice',
    claims: ['the-row-is-one-more-write'],
    breaks: [
      {
        file: 'handlers/store-order.ts',
        find: "    await storeStatus({ ...JSON.parse(body), status: 'placed' });",
        replace:
          "    await storeStatus({ ...JSON.parse(body), status: 'placed' });\n    await storeStatus({ ...JSON.parse(body), status: 'placed' });",
      },
    ],
  },
]);
