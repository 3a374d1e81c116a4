import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gradeOf } from './grade.ts';

const points = [{ level: 'must' }, { level: 'must' }, { level: 'strong' }, { level: 'senior' }] as const;

test('a missed must means: again', () => {
  assert.equal(gradeOf(points, ['said', 'missed', 'said', 'said']), 'again');
});

test('a point that was never ticked counts as missed', () => {
  assert.equal(gradeOf(points, ['said']), 'again');
});

test('a must that was said in part only is hard', () => {
  assert.equal(gradeOf(points, ['said', 'partly', 'said', 'said']), 'hard');
});

test('all musts are good, and easy with half of the other points', () => {
  assert.equal(gradeOf(points, ['said', 'said', 'missed', 'partly']), 'good');
  assert.equal(gradeOf(points, ['said', 'said', 'said', 'missed']), 'easy');
});
