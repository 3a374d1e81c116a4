import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDay } from './format-day.ts';

test('a day is written as British English writes it, by the clock of Greenwich', () => {
  const british = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  for (let month = 0; month < 12; month += 1) {
    const iso = new Date(Date.UTC(2026, month, month + 1, 23, 59)).toISOString();
    assert.equal(formatDay(iso), british.format(new Date(iso)));
  }
  assert.equal(formatDay('2026-11-02'), '2 November 2026');
});
