import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('event-bus/read-again', [
  {
    what: 'each order is told twice',
    claims: ['queue-and-topic-do-not-remember', 'a-log-is-read-again-in-order'],
    breaks: [
      {
        file: 'handlers/announce.ts',
        find: '  await tell(event);',
        replace: '  await tell(event);\n  await tell(event);',
      },
    ],
  },
  {
    what: 'the archive keeps the events of another source',
    claims: [
      'a-replay-gives-the-range-to-the-named-rule',
      'an-archive-does-not-look-back',
      'a-replay-keeps-no-order',
    ],
    breaks: [{ file: 'stack.ts', find: "Match.prefix('shop')", replace: "Match.prefix('bank')" }],
  },
]);
