import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('order-saga/hot-item', [
  {
    what: 'every purchase has a counter of its own',
    claims: [
      'one-key-is-throttled-while-the-table-has-room',
      'counters-divide-the-heat',
      'the-sdk-hides-most-of-it',
    ],
    breaks: [
      {
        file: 'experiments/hot-item.ts',
        find: "'one-item': { label: 'one item', items: 1,",
        replace: "'one-item': { label: 'one item', items,",
      },
    ],
  },
  {
    what: 'the sharded way always begins at the first counter',
    claims: ['counters-divide-the-heat'],
    breaks: [
      {
        file: 'handlers/sale/ways-to-take.ts',
        find: 'Math.floor(Math.random() * shards)',
        replace: '0',
      },
    ],
  },
  {
    what: 'the SDK tries once',
    claims: ['the-sdk-hides-most-of-it'],
    breaks: [
      {
        file: 'handlers/sale/ways-to-take.ts',
        find: 'new DynamoDBClient()',
        replace: 'new DynamoDBClient({ maxAttempts: 1 })',
      },
    ],
  },
]);
