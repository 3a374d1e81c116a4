import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('order-saga/flash-sale', [
  {
    what: 'a counter goes down without a condition',
    claims: [
      'read-then-write-oversells',
      'a-queue-does-not-make-it-one-at-a-time',
      'a-queue-refuses-later',
      'shards-do-not-spare-the-losers',
    ],
    breaks: [
      {
        file: 'handlers/sale/ways-to-take.ts',
        find: "        ConditionExpression: '#left >= :one',\n",
        replace: '',
      },
    ],
  },
  {
    what: 'read-then-write is a conditional write as well',
    claims: ['read-then-write-oversells', 'a-queue-does-not-make-it-one-at-a-time'],
    breaks: [
      {
        file: 'handlers/sale/ways-to-take.ts',
        find: "'read-then-write': readThenWrite,",
        replace: "'read-then-write': conditional,",
      },
    ],
  },
  {
    what: 'a buyer of the sharded stock gives up after one counter',
    claims: ['shards-do-not-spare-the-losers'],
    breaks: [{ file: 'handlers/sale/ways-to-take.ts', find: 'step < shards', replace: 'step < 1' }],
  },
]);
