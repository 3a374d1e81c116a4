import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Quota, type QuotaSettings } from './quota.ts';

const cases: [period: QuotaSettings['period'], before: string, after: string][] = [
  ['DAY', '2026-11-29T23:59:59Z', '2026-11-30T00:00:00Z'],
  ['WEEK', '2026-11-28T23:59:59Z', '2026-11-29T00:00:00Z'],
  ['MONTH', '2026-11-30T23:59:59Z', '2026-12-01T00:00:00Z'],
];

for (const [period, before, after] of cases)
  test(`a quota of a ${period} holds until ${after}; its offset counts in the first period only`, () => {
    let now = Date.parse(before) - 60_000;
    const quota = new Quota({ limit: 3, offset: 1, period }, () => now);
    const taken = () => Array.from({ length: 4 }, () => quota.take());
    assert.deepEqual(taken(), [true, true, false, false]);
    now = Date.parse(before);
    assert.equal(quota.take(), false);
    now = Date.parse(after);
    assert.deepEqual(taken(), [true, true, true, false]);
  });
