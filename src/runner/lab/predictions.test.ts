import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Predicted, Prediction } from '#experiment/prediction.ts';
import { areAnswered } from './predictions.ts';

const predictions: Prediction[] = [
  {
    id: 'first',
    kind: 'choice',
    prompt: 'Who is done first?',
    options: [
      { value: 'sync', label: 'the synchronous way' },
      { value: 'queued', label: 'the queued way' },
    ],
    answer: () => 'sync',
  },
  { id: 'waits', kind: 'number', prompt: 'How long?', unit: 'ms', answer: () => 5 },
];

test('predictions of a run that was stopped count as long as they answer what is asked now', () => {
  assert.ok(areAnswered({ predictions }, { first: 'queued', waits: 7, another: 'x' }));
  const others: Predicted[] = [
    {},
    { first: 'sync' },
    { first: 'gone', waits: 7 },
    { first: 'sync', waits: 'long' },
  ];
  for (const said of others) assert.equal(areAnswered({ predictions }, said), false, JSON.stringify(said));
  assert.equal(areAnswered({ predictions: [] }, {}), false);
});
