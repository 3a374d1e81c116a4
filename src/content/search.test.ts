import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  bestSentence,
  find,
  type Place,
  readIndex,
  sentenceAddress,
  splitAtWords,
  writeIndex,
} from './search.ts';

const place = (id: number, page: string, heading: string, text: string): Place => ({
  id,
  group: 'Lessons',
  page,
  heading,
  address: `/${page.toLowerCase()}/#${heading.toLowerCase()}`,
  text,
});

const index = readIndex(
  writeIndex([
    place(0, 'Retries', 'Storm', 'Retries multiply the load.\nA budget ends the storm.'),
    place(1, 'Backlog', 'Age', 'Watch ApproximateAgeOfOldestMessage.'),
    place(2, 'Queues', 'Visibility', 'A message is hidden for the visibility timeout.'),
    place(3, 'Queues', 'Depth', 'A visibility timeout is not a delay.'),
    place(4, 'Queues', 'More', 'A visibility timeout again.'),
  ]),
);
const headings = (query: string) => find(index, query).map(({ heading }) => heading);

test('a word is found in the singular and the plural, with a slip, and by its beginning', () => {
  for (const query of ['retry', 'retries', 'retires', 'retr'])
    assert.equal(headings(query)[0], 'Storm', query);
});

test('a name in camel case is found whole and by its parts', () => {
  assert.equal(headings('ApproximateAgeOfOldestMessage')[0], 'Age');
  assert.equal(headings('oldest age')[0], 'Age');
});

test('places with all words come before those with some', () => {
  assert.deepEqual(headings('budget storm')[0], 'Storm');
  assert.equal(headings('hidden timeout')[0], 'Visibility');
});

test('one page gives at most two places', () => {
  assert.equal(headings('visibility timeout').length, 2);
});

test('nothing is found for nothing', () => {
  for (const query of ['zzzzqqq', '', '  ', 'the', '🎓', '.*', '(', '\\', 'é', 'x'.repeat(500)])
    assert.deepEqual(headings(query), [], query);
});

test('of a long text that is pasted, the beginning is looked for', () => {
  assert.equal(headings(`storm ${'zzz '.repeat(1000)}`)[0], 'Storm');
  assert.deepEqual(headings(`${'zzz '.repeat(1000)} storm`), []);
});

test('the sentence that has most of the words is shown', () => {
  assert.equal(
    bestSentence('Retries multiply the load.\nA budget ends the storm.', ['storm', 'budget']),
    'A budget ends the storm.',
  );
  assert.equal(bestSentence('', ['storm']), '');
});

test('an address leads to the sentence, within its section where it has one', () => {
  assert.equal(sentenceAddress('/a/#b', 'Two words'), '/a/#b:~:text=Two%20words');
  assert.equal(sentenceAddress('/a/', 'one-two'), '/a/#:~:text=one%2Dtwo');
  assert.match(sentenceAddress('/a/', 'a b c d e f g h i j k l'), /text=a%20b%20c%20d,i%20j%20k%20l$/);
});

test('a text is cut at the words that were looked for, whatever characters they have', () => {
  assert.deepEqual(splitAtWords('Two queues wait.', ['queue']), ['Two ', 'queues', ' wait.']);
  assert.deepEqual(splitAtWords('No queue.', []), ['No queue.']);
  const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));
  for (const sign of printable) {
    assert.equal(splitAtWords('a v2> b', [`v2${sign}`, 'v2>', `${sign}${sign}`]).join(''), 'a v2> b', sign);
  }
});
