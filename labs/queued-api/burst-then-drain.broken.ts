import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('queued-api/burst-then-drain', [
  {
    what: 'four times the capacity, so that no burst is above it',
    claims: ['reply-stays-fast-order-does-not', 'drain-time-is-backlog-over-spare-capacity'],
    breaks: [
      {
        file: 'stack.ts',
        find: "setting('maximumConcurrency') ?? 5",
        replace: "setting('maximumConcurrency') ?? 20",
      },
    ],
  },
  {
    what: 'two fifths of the capacity, so that no load is below it',
    claims: ['with-spare-capacity-few-wait'],
    breaks: [
      {
        file: 'stack.ts',
        find: "setting('maximumConcurrency') ?? 5",
        replace: "setting('maximumConcurrency') ?? 2",
      },
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
