import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '#testing/properties.ts';
import { gradeOfAnswer, gradeOfTicks } from './grade.ts';
import type { Grade, Tick } from './record.ts';

const points = [{ level: 'must' }, { level: 'must' }, { level: 'strong' }, { level: 'senior' }] as const;
const rank: Record<Grade, number> = { again: 0, hard: 1, good: 2, easy: 3 };
const better: Record<Tick, Tick> = { missed: 'partly', partly: 'said', said: 'said' };

test('a missed must means: again', () => {
  assert.equal(gradeOfTicks(points, ['said', 'missed', 'said', 'said']), 'again');
});

test('a point that was never ticked counts as missed', () => {
  assert.equal(gradeOfTicks(points, ['said']), 'again');
  assert.equal(gradeOfTicks(points, ['said', null, 'said', 'said']), 'again');
});

test('a must that was said in part only is hard', () => {
  assert.equal(gradeOfTicks(points, ['said', 'partly', 'said', 'said']), 'hard');
});

test('all musts are good, and easy with half of the other points', () => {
  assert.equal(gradeOfTicks(points, ['said', 'said', 'missed', 'partly']), 'good');
  assert.equal(gradeOfTicks(points, ['said', 'said', 'said', 'missed']), 'easy');
});

test('a better tick never gives a worse grade', () => {
  const ticked = fc.array(
    fc.tuple(fc.constantFrom('must', 'strong', 'senior'), fc.constantFrom('said', 'partly', 'missed')),
    { minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(ticked, fc.nat(), (pairs, seed) => {
      const levels = pairs.map(([level]) => ({ level }));
      const ticks = pairs.map(([, tick]) => tick);
      const raised = ticks.map((tick, index) => (index === seed % ticks.length ? better[tick] : tick));
      assert.ok(rank[gradeOfTicks(levels, raised)] >= rank[gradeOfTicks(levels, ticks)]);
    }),
  );
});

test('a card: wrong is again; the surer a right answer, the better', () => {
  assert.deepEqual(
    [1, 2, 3].map((sure) => gradeOfAnswer(false, sure as 1)),
    ['again', 'again', 'again'],
  );
  assert.deepEqual(
    [1, 2, 3].map((sure) => gradeOfAnswer(true, sure as 1)),
    ['hard', 'good', 'easy'],
  );
});
