import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withMark, withReview } from '#content/progress/change.ts';
import { emptyProgress } from '#content/progress/empty.ts';
import { gradeOfAnswer } from '#content/progress/grade.ts';
import type { Confidence, Progress } from '#content/progress/record.ts';
import type { CardRef } from '#content/question-bank.ts';
import { fc, propertyRuns } from '#testing/properties.ts';
import { dayOf } from './day.ts';
import { planSitting } from './sitting.ts';

const day = 86_400_000;
const firstDay = new Date(2026, 2, 2, 9).getTime();
const parts = ['two-ways', 'synchronous', 'queue', 'delivery'];
const cards: CardRef[] = Array.from({ length: 120 }, (_, index) => ({
  id: `${parts[Math.floor(index / 30)]}/lesson/card-${String(index).padStart(3, '0')}`,
  revision: 1,
  part: parts[Math.floor(index / 30)] ?? '',
  concepts: ['backlog'],
}));

/** Every lesson was opened. */
const allOpened: Progress = parts.reduce(
  (record, part) => withMark(record, { kind: 'opened', of: `${part}/lesson`, updatedAt: 1 }),
  emptyProgress,
);

interface Answer {
  right: boolean;
  confidence: Confidence;
}

function answered(record: Progress, card: CardRef, at: number, { right, confidence }: Answer): Progress {
  return withReview(record, {
    id: `${card.id} ${at}`,
    question: card.id,
    revision: card.revision,
    at,
    attempt: 'review',
    grade: gradeOfAnswer(right, confidence),
    correct: right,
    confidence,
  });
}

const anyAnswer = fc.record({ right: fc.boolean(), confidence: fc.constantFrom<Confidence>(1, 2, 3) });
/** Days between sittings, and what is answered in each as far as there is something to answer. */
const anySittings = fc.array(
  fc.record({ pause: fc.integer({ min: 0, max: 30 }), answers: fc.array(anyAnswer, { maxLength: 20 }) }),
  { maxLength: 8 },
);

test('no day has more than the cap, no card is asked twice in it, and new cards keep to their number', () => {
  fc.assert(
    fc.property(anySittings, fc.integer({ min: 1, max: 15 }), (sittings, dailyCap) => {
      let record: Progress = { ...allOpened, settings: { ...emptyProgress.settings, dailyCap } };
      let now = firstDay;
      for (const { pause, answers } of sittings) {
        now += pause * day;
        for (const answer of answers) {
          const { queue, fresh, answeredToday } = planSitting(cards, record, now);
          assert.equal(new Set(queue).size, queue.length);
          assert.ok(queue.length + answeredToday <= dailyCap);
          assert.ok(fresh <= record.settings.newPerDay);
          const [card] = queue;
          if (!card) break;
          const { start } = dayOf(now);
          assert.ok(!record.reviews.some(({ question, at }) => question === card.id && at >= start));
          record = answered(record, card, now, answer);
          now += 1000;
        }
      }
      const today = record.reviews.filter(({ at }) => at >= dayOf(now).start);
      assert.ok(today.length <= dailyCap);
    }),
    { numRuns: propertyRuns(40) },
  );
});

test('what was sure but wrong comes first at the next sitting, whatever else is due', () => {
  let record: Progress = allOpened;
  const [first, second, third, fourth] = cards as [CardRef, CardRef, CardRef, CardRef];
  record = answered(record, first, firstDay, { right: true, confidence: 1 });
  record = answered(record, second, firstDay, { right: false, confidence: 1 });
  record = answered(record, third, firstDay, { right: false, confidence: 3 });
  record = answered(record, fourth, firstDay, { right: true, confidence: 1 });
  const { queue, sureButWrong } = planSitting(cards, record, firstDay + 20 * day);
  assert.equal(sureButWrong, 1);
  assert.equal(queue[0], third);
});

test('parts take turns', () => {
  const mixed = [...cards.slice(0, 3), ...cards.slice(30, 33), ...cards.slice(60, 63)];
  let record: Progress = allOpened;
  for (const card of mixed) record = answered(record, card, firstDay, { right: true, confidence: 2 });
  const { queue } = planSitting(mixed, record, firstDay + 40 * day);
  assert.equal(queue.length, 9);
  queue.slice(1).forEach((card, index) => {
    assert.notEqual(card.part, queue[index]?.part);
  });
});

test('after a long pause it catches up day by day, without new cards until the backlog is worked off', () => {
  let record: Progress = allOpened;
  for (const card of cards.slice(0, 60)) {
    record = answered(record, card, firstDay, { right: true, confidence: 2 });
  }
  let now = firstDay + 60 * day;
  const first = planSitting(cards, record, now);
  assert.deepEqual(
    [first.catchingUp, first.queue.length, first.fresh, first.due, first.postponed],
    [true, 15, 0, 60, 45],
  );
  let days = 0;
  while (planSitting(cards, record, now).catchingUp) {
    for (const card of planSitting(cards, record, now).queue) {
      record = answered(record, card, now, { right: true, confidence: 3 });
    }
    now += day;
    days += 1;
    assert.ok(days < 10);
  }
  assert.ok(planSitting(cards, record, now).due <= 30);
});

test('answers of days that are still to come, by a clock that was ahead, are none of today', () => {
  let record: Progress = allOpened;
  const ahead = firstDay + 400 * day;
  for (const card of cards.slice(0, 20))
    record = answered(record, card, ahead, { right: true, confidence: 2 });
  const { answeredToday, fresh, queue } = planSitting(cards, record, firstDay);
  assert.deepEqual([answeredToday, fresh, queue.length], [0, 5, 5]);
});

test('a card whose meaning has changed is a new one', () => {
  const [card] = cards as [CardRef];
  const record = answered(emptyProgress, card, firstDay, { right: true, confidence: 3 });
  const next = planSitting([{ ...card, revision: 2 }], record, firstDay + day);
  assert.deepEqual([next.queue.length, next.fresh], [1, 1]);
});

test('done for today: nothing to ask, and when there is something again', () => {
  const [card] = cards as [CardRef];
  const record = answered(emptyProgress, card, firstDay, { right: true, confidence: 2 });
  const { queue, nextDue = 0, answeredToday } = planSitting([card], record, firstDay + 60_000);
  assert.deepEqual([queue, answeredToday], [[], 1]);
  assert.ok(nextDue > dayOf(firstDay).end);
});

test('new cards come from lessons that were opened; without one, it says that the course has more', () => {
  const before = planSitting(cards, emptyProgress, firstDay);
  assert.deepEqual([before.queue.length, before.unopened], [0, true]);
  const opened = withMark(emptyProgress, { kind: 'opened', of: 'queue/lesson', updatedAt: 1 });
  const { queue, unopened } = planSitting(cards, opened, firstDay);
  assert.deepEqual([new Set(queue.map(({ part }) => part)), queue.length], [new Set(['queue']), 5]);
  assert.equal(unopened, false);
});
