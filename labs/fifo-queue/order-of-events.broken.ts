import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('fifo-queue/order-of-events', [
  {
    what: 'every queue is a standard queue',
    claims: [
      'fifo-keeps-the-order-of-a-group',
      'a-group-is-served-one-at-a-time',
      'a-poison-event-holds-up-its-group',
      'fifo-takes-an-event-once',
    ],
    breaks: [{ file: 'stack.ts', find: "?? 'fifo') === 'fifo'", replace: "?? 'fifo') === 'never'" }],
  },
]);
