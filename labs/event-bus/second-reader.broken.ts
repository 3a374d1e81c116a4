import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('event-bus/second-reader', [
  {
    what: 'each order is sent to the queue twice',
    claims: ['a-queue-is-shared'],
    breaks: [
      {
        file: 'handlers/announce.ts',
        find: '  await tell(event);',
        replace: '  await tell(event);\n  await tell(event);',
      },
    ],
  },
  {
    what: 'the second rule matches another store only, and the second reader of the log begins at its end',
    claims: ['topic-and-bus-copy-from-then-on', 'a-log-waits-for-its-readers'],
    breaks: [
      {
        file: 'stack.ts',
        find: "matches('LoyaltyOfBus', {}",
        replace: "matches('LoyaltyOfBus', { store: ['nowhere'] }",
      },
      { file: 'experiments/shared/readers.ts', find: "'TRIM_HORIZON'", replace: "'LATEST'" },
    ],
  },
]);
