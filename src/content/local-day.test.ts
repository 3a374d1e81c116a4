import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localDay } from './local-day.ts';
import { addDays, dayAt, daysBetween } from './plan/days.ts';
import { emptyProgress } from './progress/empty.ts';
import type { Review } from './progress/record.ts';
import { knownStates } from './review/card-states.ts';
import { dayOf } from './review/day.ts';

/** Runs it as in a place of the earth. */
function inZone<Result>(zone: string, run: () => Result): Result {
  const before = process.env.TZ;
  process.env.TZ = zone;
  try {
    return run();
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
}

const evening = Date.UTC(2026, 11, 24, 23, 30);

test('a day is the one that the reader has, not that of Greenwich', () => {
  const days = ['America/Los_Angeles', 'UTC', 'Asia/Tokyo'].map((zone) =>
    inZone(zone, () => [localDay(evening), dayAt(evening)]),
  );
  assert.deepEqual(days, [
    ['24 December 2026', '2026-12-24'],
    ['24 December 2026', '2026-12-24'],
    ['25 December 2026', '2026-12-25'],
  ]);
});

test('days are counted on the calendar, also where the clock is put forward or back, and where a day is none', () => {
  for (const zone of ['Europe/Berlin', 'America/Sao_Paulo', 'Pacific/Apia']) {
    inZone(zone, () => {
      assert.equal(addDays('2026-03-28', 2), '2026-03-30');
      assert.equal(daysBetween('2026-10-24', '2026-10-26'), 2);
      // Of a file that somebody has written: browsers differ in what they make of such a text.
      assert.equal(daysBetween('2026-02-27', '2026-02-31'), 4);
    });
  }
});

test('a card that is answered in the first hour of a day of 25 hours comes back on the next one', () => {
  inZone('Europe/Berlin', () => {
    const at = new Date(2026, 9, 25, 0, 10).getTime();
    const { start, end } = dayOf(at);
    assert.equal((end - start) / 3_600_000, 25);
    const review: Review = {
      id: 'a',
      question: 'queue/retries/who',
      revision: 1,
      at,
      attempt: 'review',
      grade: 'again',
      correct: false,
    };
    const [state] = knownStates({ ...emptyProgress, reviews: [review] }).values();
    assert.equal(state?.due, end);
  });
});
