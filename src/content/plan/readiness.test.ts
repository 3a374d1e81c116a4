import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drillKinds } from '#content/drills.ts';
import { withMark, withReview } from '#content/progress/change.ts';
import { emptyProgress } from '#content/progress/empty.ts';
import { drillMark } from '#content/progress/marks.ts';
import type { Grade, Mark } from '#content/progress/record.ts';
import { readinessAt } from './readiness.ts';
import { rememberedAt } from './remembered.ts';

const day = 24 * 60 * 60 * 1000;
const now = 100 * day;
const ref = (id: string, ...concepts: string[]) => ({
  ...{ id, revision: 1, part: id.split('/')[0] ?? '', concepts },
});
const index = {
  parts: [
    { slug: 'queue', label: 'Part 1' },
    { slug: 'delivery', label: 'Part 2' },
    { slug: 'interview', label: 'Interview' },
  ],
  lessons: [
    {
      ...{ id: 'queue/one', title: 'One', concepts: ['backlog', 'lag', 'unasked'] },
      ...{ experiments: ['lab/a', 'lab/b'], predictions: ['lab/a m v', 'lab/b m v'] },
    },
    { id: 'queue/two', title: 'Two', concepts: ['backlog'], experiments: ['lab/a'], predictions: [] },
    { id: 'delivery/three', title: 'Three', concepts: ['lag', 'order'], experiments: [], predictions: [] },
  ],
  cards: [ref('queue/one/x', 'backlog'), ref('queue/two/y', 'backlog'), ref('delivery/three/z', 'order')],
  openQuestions: [ref('interview/why', 'lag'), ref('interview/how', 'order')],
};
const answered = (question: string, grade: Grade, daysAgo = 0) => ({
  ...{ id: `${question} ${daysAgo}`, question, revision: 1, at: now - daysAgo * day },
  ...{ attempt: 'page' as const, grade },
});
const ready = (reviews: ReturnType<typeof answered>[], marks: Mark[] = []) =>
  readinessAt(index, reviews.reduce(withReview, marks.reduce(withMark, emptyProgress)), now);
const concepts = (...reviews: ReturnType<typeof answered>[]) =>
  ready(reviews).parts.map((part) => [part.concepts.done, part.concepts.of]);

test('of who has done nothing everything is missing, in each part once, under its lesson that teaches it first', () => {
  const { parts, explained, drilled } = ready([]);
  const backlog = { concept: 'backlog', question: 'queue/one/x' };
  const lag = { concept: 'lag', question: 'interview/why' };
  const order = { concept: 'order', question: 'delivery/three/z' };
  assert.deepEqual(
    parts.map(({ part, missing }) => [part.slug, missing.map(({ lesson, ...lacks }) => [lesson.id, lacks])]),
    [
      ['queue', [['queue/one', { concepts: [backlog, lag], guesses: 2, experiments: ['lab/a', 'lab/b'] }]]],
      ['delivery', [['delivery/three', { concepts: [lag, order], guesses: 0, experiments: [] }]]],
    ],
  );
  assert.deepEqual(explained, { done: 0, of: 2, missing: ['interview/why', 'interview/how'] });
  assert.deepEqual(drilled, { done: 0, of: 4, missing: [...drillKinds] });
});

test('a concept counts when a card or an interview question on it was right of late', () => {
  assert.deepEqual(concepts(answered('queue/one/x', 'good')), [
    [1, 2],
    [0, 2],
  ]);
  assert.deepEqual(concepts(answered('interview/why', 'hard', 13)), [
    [1, 2],
    [1, 2],
  ]);
});

test('what was right two weeks ago does not count, nor does a concept with a question that was wrong the last time', () => {
  assert.deepEqual(concepts(answered('queue/one/x', 'easy', 15))[0], [0, 2]);
  const wrongLater = [answered('queue/one/x', 'good'), answered('queue/two/y', 'again', 30)];
  assert.deepEqual(concepts(...wrongLater)[0], [0, 2]);
  const [queue] = ready(wrongLater).parts;
  assert.equal(queue?.missing[0]?.concepts[0]?.question, 'queue/two/y', 'the one that was wrong');
  assert.deepEqual(concepts(...wrongLater, answered('queue/two/y', 'good', 20))[0], [1, 2]);
});

test('guesses, runs and sums count as they were last: not what was skipped or taken back, nor a sum that was wrong', () => {
  const { parts, drilled } = ready(
    [],
    [
      { kind: 'predicted', of: 'lab/a m v', guess: '3', updatedAt: 1 },
      { kind: 'predicted', of: 'lab/b m v', updatedAt: 1 },
      { kind: 'ran', of: 'lab/a', done: true, updatedAt: 1 },
      { kind: 'ran', of: 'lab/b', done: false, updatedAt: 1 },
      { kind: 'ticked', of: drillMark('cost'), done: true, updatedAt: now - 15 * day },
      { kind: 'ticked', of: drillMark('drain'), done: false, updatedAt: now },
    ],
  );
  assert.deepEqual(
    [parts[0]?.guessed, parts[0]?.ran, drilled.done],
    [{ done: 1, of: 2 }, { done: 1, of: 2 }, 0],
  );
  assert.deepEqual([parts[0]?.missing[0]?.guesses, parts[0]?.missing[0]?.experiments], [1, ['lab/b']]);
  const near: Mark = { kind: 'ticked', of: drillMark('drain'), done: true, updatedAt: now };
  assert.deepEqual(ready([], [near]).drilled, {
    done: 1,
    of: 4,
    missing: ['concurrency', 'backlog', 'cost'],
  });
});

test('what FSRS expects to be remembered falls with the days, and counts no card that was never answered', () => {
  const record = [answered('queue/one/x', 'good'), answered('queue/two/y', 'good')].reduce(
    withReview,
    emptyProgress,
  );
  const at = (days: number) => rememberedAt(index.cards, record, now + days * day);
  assert.deepEqual(at(0), { done: 2, of: 3 });
  assert.ok(at(60).done < 2);
});
