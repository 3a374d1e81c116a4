import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withMark, withReview } from '#content/progress/change.ts';
import { emptyProgress } from '#content/progress/empty.ts';
import type { Grade } from '#content/progress/record.ts';
import { planCram } from './cram.ts';

const card = (id: string) => ({ id, revision: 1, part: id.split('/')[0] ?? '', concepts: [] });
const cards = ['queue/a/one', 'queue/a/two', 'queue/b/three', 'delivery/c/four', 'delivery/c/five'].map(card);
const answered = (question: string, grade: Grade) => ({
  id: `${question} ${grade}`,
  question,
  revision: 1,
  at: 1,
  attempt: 'review' as const,
  grade,
});
const opened = withMark(emptyProgress, { kind: 'opened', of: 'queue/a', updatedAt: 1 });
const ids = (...asked: Parameters<typeof planCram>) => planCram(...asked).map(({ id }) => id);

test('nothing of lessons that were not opened is asked, unless all is wanted', () => {
  assert.deepEqual(ids(cards, emptyProgress, { count: 20, all: false }), []);
  assert.deepEqual(ids(cards, opened, { count: 20, all: false }), ['queue/a/one', 'queue/a/two']);
  assert.equal(ids(cards, opened, { count: 20, all: true }).length, cards.length);
});

test('what was wrong comes first, then what is new, then what is remembered shortest', () => {
  const record = [answered('queue/b/three', 'again'), answered('queue/a/one', 'easy')]
    .concat(answered('delivery/c/four', 'hard'))
    .reduce(withReview, opened);
  assert.deepEqual(ids(cards, record, { count: 20, all: false }), [
    'queue/b/three',
    'queue/a/two',
    'delivery/c/five',
    'delivery/c/four',
    'queue/a/one',
  ]);
  assert.deepEqual(ids(cards, record, { count: 2, all: false }), ['queue/b/three', 'queue/a/two']);
});
