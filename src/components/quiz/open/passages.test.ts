import assert from 'node:assert/strict';
import { test } from 'node:test';
import { passagesOf } from './passages.ts';

const answer = [
  'The difference I start from is what the reply promises: a result, or a receipt for work that is still to be done.',
  'Under load the synchronous path refuses, while the queue lets the backlog grow until it is drained.',
  'So I put an alarm on the age of the oldest message, because age is what a user feels.',
];

test('a point is found where the answer shares its words, in other forms too', () => {
  assert.deepEqual(
    passagesOf(
      [
        'A reply is a result or a receipt',
        'Alarms on the age of the oldest message',
        'Backlogs grow under load',
      ],
      answer,
    ),
    [0, 2, 1],
  );
});

test('a point that the answer says in other words is marked nowhere', () => {
  assert.deepEqual(passagesOf(['Idempotent consumers with conditional writes'], answer), [undefined]);
  assert.deepEqual(passagesOf(['Anything'], []), [undefined]);
});
