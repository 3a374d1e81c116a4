import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placesOf, sentencesOf } from './passages.ts';

const answer = [
  'I start from what the reply promises. It is a result, or a receipt for work that is still to be done.',
  'Under load the synchronous path refuses, while the queue lets the backlog grow until it is drained.',
  'Depth says little. So I put an alarm on the age of the oldest message, because age is what a user feels.',
];

const said = (points: string[], text = answer) =>
  placesOf(points, text, sentencesOf).map(
    (place) => place && text[place.passage]?.slice(place.from, place.to),
  );

test('a point is found in the sentence that shares its words, in other forms too', () => {
  assert.deepEqual(
    said([
      'A reply is a result or a receipt',
      'Alarms on the age of the oldest message',
      'Backlogs grow under load',
    ]),
    [
      'It is a result, or a receipt for work that is still to be done.',
      'So I put an alarm on the age of the oldest message, because age is what a user feels.',
      answer[1],
    ],
  );
});

test('a point that is said by a whole passage stands at the sentence that says most of it', () => {
  const passage =
    'Four things follow. Latency splits in two. Overload: one refuses now, the other builds a backlog.';
  assert.deepEqual(said(['Overload shows as latency now, or as a backlog'], [passage]), [
    'Overload: one refuses now, the other builds a backlog.',
  ]);
});

test('two points of one sentence have one place', () => {
  const [first, second] = placesOf(
    ['An alarm on the age', 'What a user feels is the age'],
    answer,
    sentencesOf,
  );
  assert.ok(first);
  assert.deepEqual(first, second);
});

test('a point that the answer says in other words is marked nowhere', () => {
  assert.deepEqual(said(['Idempotent consumers with conditional writes']), [undefined]);
  assert.deepEqual(said(['Anything'], []), [undefined]);
});

test('where nothing cuts a passage into sentences, all of it is the place', () => {
  const whole = (text: string) => [{ from: 0, to: text.length }];
  assert.deepEqual(placesOf(['Alarms on the age of the oldest message'], answer, whole), [
    { passage: 2, from: 0, to: answer[2]?.length },
  ]);
});

test('sentences have no spaces around them, and a number with a point is none', () => {
  const text = ' Availability is 99.9 %, per call.  Is it?\nYes. ';
  assert.deepEqual(
    sentencesOf(text).map(({ from, to }) => text.slice(from, to)),
    ['Availability is 99.9 %, per call.', 'Is it?', 'Yes.'],
  );
  assert.deepEqual(sentencesOf('  '), []);
});
