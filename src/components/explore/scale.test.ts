import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '#testing/properties.ts';
import { limits } from '../../explorer/model/limits.ts';
import { placeOf, ticksTo, timeUnit, valueAt } from './scale.ts';

test('ticks begin at 0, reach the greatest value, and are at most six', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (most) => {
      const { end, ticks } = ticksTo(most);
      assert.equal(ticks[0], 0);
      assert.ok(end >= most * (1 - 1e-9) && end <= most * 2.6, `${most}: ${ticks}`);
      assert.ok(ticks.length >= 2 && ticks.length <= 6, `${most}: ${ticks}`);
    }),
  );
  assert.deepEqual(ticksTo(0).ticks, [0, 1]);
  assert.deepEqual(ticksTo(37).ticks, [0, 10, 20, 30, 40]);
});

test('a slider reaches both ends of each setting, and gives no value outside them', () => {
  for (const ends of Object.values(limits)) {
    assert.equal(valueAt(0, ends), ends.least);
    assert.equal(valueAt(1, ends), ends.most);
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (place) => {
        const value = valueAt(place, ends);
        assert.ok(value >= ends.least && value <= ends.most);
        if (ends.whole) assert.ok(Number.isInteger(value));
        const again = placeOf(value, ends);
        assert.ok(again >= 0 && again <= 1);
      }),
    );
  }
});

test('times are read in the unit that suits them', () => {
  assert.deepEqual(
    [500, 60_000, 3_600_000, 86_400_000].map((ms) => timeUnit(ms).unit),
    ['ms', 's', 'min', 'h'],
  );
});
