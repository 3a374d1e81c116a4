import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withMark, withReview } from '#content/progress/change.ts';
import { emptyProgress } from '#content/progress/empty.ts';
import type { Grade, Mark } from '#content/progress/record.ts';
import { courseMap, type MapIndex } from './course-map.ts';

const ref = (id: string, ...concepts: string[]) => ({ id, revision: 1, part: 'queue', concepts });
const index: MapIndex = {
  lessons: [
    {
      id: 'queue/one',
      title: 'One',
      concepts: ['backlog', 'receipt'],
      experiments: ['lab/a'],
      predictions: ['lab/a m v', 'lab/a n v'],
    },
    { id: 'queue/two', title: 'Two', concepts: ['backlog', 'lag'], experiments: ['lab/a'], predictions: [] },
  ],
  cards: [ref('queue/one/x', 'backlog'), ref('queue/two/y', 'backlog')],
  openQuestions: [ref('interview/z', 'lag')],
};
const marks: Mark[] = [
  { kind: 'read', of: 'queue/one', done: true, updatedAt: 1 },
  { kind: 'read', of: 'queue/two', done: false, updatedAt: 1 },
  { kind: 'ran', of: 'lab/a', done: true, updatedAt: 1 },
  { kind: 'predicted', of: 'lab/a m v', guess: '3', updatedAt: 1 },
  { kind: 'predicted', of: 'lab/a n v', updatedAt: 1 },
];
const review = (question: string, grade: Grade, at = 1) => ({
  ...{ id: `${question} ${at}`, question, revision: 1, at, attempt: 'page' as const, grade },
});

test('each concept stands once, under the lesson that teaches it first', () => {
  assert.deepEqual(
    courseMap(index, emptyProgress).map(({ lesson, rows }) => [
      lesson.id,
      rows.map(({ concept }) => concept),
    ]),
    [
      ['queue/one', ['backlog', 'receipt']],
      ['queue/two', ['lag']],
    ],
  );
});

test('what was taken back, skipped or answered wrongly the last time is not done', () => {
  const answered = [
    review('queue/one/x', 'good'),
    review('queue/two/y', 'good'),
    review('queue/two/y', 'again', 2),
    review('interview/z', 'hard'),
  ].reduce(withReview, marks.reduce(withMark, emptyProgress));
  const rows = courseMap(index, answered).flatMap((group) => group.rows);
  assert.deepEqual(rows[0], {
    concept: 'backlog',
    read: { done: 1, of: 2 },
    predicted: { done: 1, of: 2 },
    ran: { done: 1, of: 1 },
    recalled: { done: 1, of: 2 },
    explained: { done: 0, of: 0 },
  });
  assert.deepEqual(rows[2]?.explained, { done: 1, of: 1 });
});
