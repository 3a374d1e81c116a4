import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('queued-api/burst-then-drain', [
  {
    what: 'an order takes a tenth of the time, so that no burst is above the capacity',
    claims: [
      'reply-stays-fast-order-does-not',
      'drain-time-is-backlog-over-spare-capacity',
      'with-spare-capacity-few-wait',
    ],
    breaks: [
      { file: 'stack.ts', find: "setting('serviceMs') ?? 200", replace: "setting('serviceMs') ?? 20" },
    ],
  },
  {
    what: 'the API lets in fewer orders than a burst brings',
    claims: ['nobody-is-refused'],
    breaks: [
      {
        file: 'stack.ts',
        find: "setting('acceptPerSecond') ?? 0",
        replace: "setting('acceptPerSecond') ?? 20",
      },
    ],
  },
]);
