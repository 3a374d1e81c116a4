import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withMark, withReview } from './change.ts';
import { emptyProgress } from './empty.ts';
import { answeredOpenQuestions, doneOf, markOf, openedLessons } from './marks.ts';

const review = {
  id: 'a',
  question: 'queue/retries/who',
  revision: 1,
  at: 1,
  attempt: 'lesson',
  grade: 'good',
} as const;

test('a lesson is open to the reader who opened it, and to one who has answered a card of it', () => {
  const opened = withMark(emptyProgress, { kind: 'opened', of: 'queue/ordering', updatedAt: 1 });
  assert.deepEqual([...openedLessons(withReview(opened, review))], ['queue/ordering', 'queue/retries']);
});

test('what was taken back is not done, and an older mark does not bring it back', () => {
  const mark = { kind: 'read', of: 'queue/retries', done: true, updatedAt: 1 } as const;
  const read = withMark(emptyProgress, mark);
  assert.deepEqual(doneOf(read, 'read'), ['queue/retries']);
  assert.deepEqual(doneOf(read, 'ran'), []);
  const back = withMark(read, { ...mark, done: false, updatedAt: 2 });
  assert.deepEqual(doneOf(withMark(back, mark), 'read'), []);
});

test('marks of several kinds on one thing stand beside each other', () => {
  const record = withMark(
    withMark(emptyProgress, { kind: 'note', of: 'queue/retries', text: 'x', updatedAt: 1 }),
    { kind: 'opened', of: 'queue/retries', updatedAt: 2 },
  );
  assert.equal(markOf(record, 'note', 'queue/retries')?.text, 'x');
  assert.equal(markOf(record, 'opened', 'queue/retries')?.updatedAt, 2);
  assert.equal(markOf(record, 'read', 'queue/retries'), undefined);
});

test('an interview question that was answered twice counts once', () => {
  const open = { ...review, question: 'interview/key-differences' };
  const record = [open, { ...open, id: 'b' }, { ...review, id: 'c' }].reduce(withReview, emptyProgress);
  assert.deepEqual(answeredOpenQuestions(record), ['interview/key-differences']);
});
