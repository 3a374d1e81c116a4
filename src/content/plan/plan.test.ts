import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { MapIndex } from '#content/review/course-map.ts';
import { fc } from '#testing/properties.ts';
import { addDays, dayAt, daysBetween } from './days.ts';
import { type Done, planInterview } from './plan.ts';

const concepts = ['a', 'b', 'c'];
const index: MapIndex = {
  lessons: Array.from({ length: 18 }, (_, at) => ({
    ...{ id: `queue/l${String(at).padStart(2, '0')}`, title: `Lesson ${at}` },
    concepts: [concepts[at % 3] ?? ''],
    experiments: [],
    predictions: [],
  })),
  cards: Array.from({ length: 180 }, (_, at) => ({
    ...{ id: `queue/l${String(Math.floor(at / 10)).padStart(2, '0')}/c${at}`, revision: 1, part: 'queue' },
    concepts: [],
  })),
  openQuestions: Array.from({ length: 17 }, (_, at) => ({
    ...{ id: `interview/q${at}`, revision: 1, part: 'interview' },
    concepts: at % 2 === 0 ? ['a', 'b'] : ['a'],
  })),
};
const nothing: Done = { lessons: new Set(), questions: new Set(), evening: false };
const today = '2026-11-29';
const plan = (daysLeft: number, done = nothing) =>
  planInterview(index, { today, interviewOn: addDays(today, daysLeft), done });

test('days are counted on the calendar, over the change of clocks and of years', () => {
  assert.equal(addDays('2026-12-31', 1), '2027-01-01');
  assert.equal(daysBetween('2026-03-28', '2026-03-30'), 2);
  assert.equal(dayAt(new Date(2026, 0, 5, 23, 59).getTime()), '2026-01-05');
});

test('with two weeks everything that fits is on the path, the last evening at its end', () => {
  const { days, leftOut, of } = plan(14);
  assert.equal(days.length, 14);
  assert.deepEqual([days[0]?.day, days.at(-1)?.day], [today, '2026-12-12']);
  assert.deepEqual(
    days.at(-1)?.items.map(({ kind }) => kind),
    ['evening'],
  );
  assert.deepEqual([leftOut.lessons.length, leftOut.questions.length], [0, 4]);
  assert.equal(of, 18 + 13 + 1);
});

test('a path of more than two weeks begins two weeks before the interview', () => {
  assert.equal(plan(40).days[0]?.day, addDays(today, 26));
});

test('with three days, what interviews ask for least is left out, and the rest keeps the order of the course', () => {
  const { days, leftOut } = plan(3);
  const lessons = days.flatMap(({ items }) => items.filter(({ kind }) => kind === 'lesson'));
  assert.deepEqual(
    lessons.map(({ id }) => id),
    ['queue/l00', 'queue/l03', 'queue/l06', 'queue/l09'],
  );
  assert.equal(leftOut.lessons.length, 14);
  assert.match(leftOut.lessons[0] ?? '', /l17/);
});

test('on the last day only the evening is left, on the day itself nothing, and afterwards it is over', () => {
  assert.deepEqual(
    plan(1).days.map(({ items }) => items.map(({ kind }) => kind)),
    [['evening']],
  );
  assert.deepEqual([plan(0).days, plan(-2).days], [[], []]);
});

test('whatever is done and however long it is: each thing is on one day or left out, and days keep their measure', () => {
  const some = fc.subarray(index.lessons.map(({ id }) => id));
  const asked = fc.subarray(index.openQuestions.map(({ id }) => id));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), some, asked, (daysLeft, lessons, questions) => {
      const done = { lessons: new Set(lessons), questions: new Set(questions), evening: false };
      const { days, leftOut, done: finished, of } = plan(daysLeft, done);
      const items = days.flatMap((day) => day.items).filter(({ kind }) => kind !== 'evening');
      const all = [...items.map(({ id }) => id), ...leftOut.lessons, ...leftOut.questions];
      const open = [...index.lessons, ...index.openQuestions].map(({ id }) => id);
      assert.deepEqual(
        all.toSorted(),
        open.filter((id) => !done.lessons.has(id) && !done.questions.has(id)).toSorted(),
      );
      assert.ok(days.every((day) => day.minutes <= 90));
      assert.equal(finished, lessons.length + questions.length);
      assert.equal(of, finished + items.length + 1);
    }),
  );
});
