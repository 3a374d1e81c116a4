import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packIndex, unpackIndex } from './packed-index.ts';
import type { ProgressIndex } from './practice.ts';

const card = (id: string, concepts: string[], part = id.split('/')[0] ?? '') => ({
  ...{ id, revision: 2, part, concepts },
});

const index = (cards: ProgressIndex['cards']): ProgressIndex => ({
  parts: [{ slug: 'queue', label: 'Part 1' }],
  lessons: [
    {
      ...{ id: 'queue/drain', title: 'Drain', concepts: ['retry', 'backlog'] },
      experiments: ['lab/one', 'lab/two'],
      predictions: ['lab/two waits queued', 'lab/one lost sync', 'other/run lost sync'],
    },
  ],
  cards,
  openQuestions: [{ id: 'interview/why', revision: 1, part: 'interview', concepts: ['backlog'] }],
  conceptNames: { backlog: 'Backlog', retry: 'Retry' },
  prompts: {},
});

test('what was packed comes out as it was, in its order', () => {
  const cards = [
    card('queue/drain/b', ['retry', 'backlog']),
    card('queue/drain/a', []),
    card('two/x/a', ['retry']),
    { ...card('two/x/first', ['backlog']), revision: 1 },
  ];
  assert.deepEqual(unpackIndex(packIndex(index(cards))), index(cards));
  assert.deepEqual(unpackIndex(JSON.parse(JSON.stringify(packIndex(index(cards))))), index(cards));
});

test('a card of another part than its id says, or with a concept that has no name, is not packed', () => {
  assert.throws(() => packIndex(index([card('queue/drain/a', [], 'two')])), /queue\/drain\/a/);
  assert.throws(() => packIndex(index([card('queue/drain/a', ['unheard-of'])])), /queue\/drain\/a/);
});
