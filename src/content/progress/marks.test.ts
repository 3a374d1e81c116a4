import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withMark, withNoted, withReview, withSettings } from './change.ts';
import { emptyProgress } from './empty.ts';
import { answeredOpenQuestions, doneOf, markOf, openedLessons } from './marks.ts';
import { parseProgress, serializeProgress } from './parse.ts';
import { latestTime } from './time-of-change.ts';

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

test('what a clock that was ahead has noted can be taken back; what another tab has noted since stays', () => {
  const ticked = { kind: 'ticked', of: 'tomorrow frame', done: true, updatedAt: 9_000 } as const;
  const record = withMark(emptyProgress, ticked);
  const undone = { ...ticked, done: false, updatedAt: 1_000 };
  const now = withNoted(record, undone, 1_001);
  assert.deepEqual(doneOf(now, 'ticked'), []);
  // Written once more, as where a page had to note it twice, it is what it was.
  assert.deepEqual(doneOf(withNoted(now, undone, 1_002), 'ticked'), []);
  assert.deepEqual(doneOf(withNoted(record, undone, 10_000), 'ticked'), ['tomorrow frame']);
});

test('a change after the end of time is one that can be read again', () => {
  const end = withSettings(emptyProgress, { prompts: 'off' }, latestTime);
  const next = withSettings(end, { prompts: 'end' }, 1);
  assert.equal(next.settings.prompts, 'end');
  assert.ok(parseProgress(serializeProgress(next)).ok);
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
