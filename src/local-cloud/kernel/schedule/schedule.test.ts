import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scheduleOf } from './schedule.ts';

/** The first `count` moments after `after`. */
function moments(
  expression: string,
  after: string,
  count: number,
  options: { timeZone?: string; once?: boolean } = {},
): string[] {
  const schedule = scheduleOf(expression, { start: Date.parse(after), ...options });
  const found: string[] = [];
  for (
    let at = schedule.next(Date.parse(after));
    at !== undefined && found.length < count;
    at = schedule.next(at)
  )
    found.push(new Date(at).toISOString().replace(':00.000Z', 'Z'));
  return found;
}

// The examples of https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
const examples: { expression: string; after: string; next: string[] }[] = [
  { expression: 'cron(15 10 * * ? *)', after: '2026-11-29T10:15:00Z', next: ['2026-11-30T10:15Z'] },
  { expression: 'cron(0 18 ? * MON-FRI *)', after: '2026-11-27T18:00:00Z', next: ['2026-11-30T18:00Z'] },
  { expression: 'cron(0 8 1 * ? *)', after: '2026-11-29T00:00:00Z', next: ['2026-12-01T08:00Z'] },
  {
    expression: 'cron(0/15 * * * ? *)',
    after: '2026-11-29T00:50:00Z',
    next: ['2026-11-29T01:00Z', '2026-11-29T01:15Z'],
  },
  { expression: 'cron(0/10 * ? * MON-FRI *)', after: '2026-11-27T23:50:00Z', next: ['2026-11-30T00:00Z'] },
  { expression: 'cron(0/5 8-17 ? * MON-FRI *)', after: '2026-11-27T17:55:00Z', next: ['2026-11-30T08:00Z'] },
  {
    expression: 'cron(0 9 ? * 2#1 *)',
    after: '2026-11-29T00:00:00Z',
    next: ['2026-12-07T09:00Z', '2027-01-04T09:00Z'],
  },
  {
    expression: 'cron(0 0 L * ? *)',
    after: '2028-02-01T00:00:00Z',
    next: ['2028-02-29T00:00Z', '2028-03-31T00:00Z'],
  },
  { expression: 'cron(0 0 ? * 6L *)', after: '2026-11-01T00:00:00Z', next: ['2026-11-27T00:00Z'] },
  {
    expression: 'cron(0 0 1W * ? *)',
    after: '2026-11-01T00:00:00Z',
    next: ['2026-11-02T00:00Z', '2026-12-01T00:00Z'],
  },
  { expression: 'cron(0 0 30 2 ? *)', after: '2026-11-01T00:00:00Z', next: [] },
  { expression: 'cron(0 0 1 1 ? 2026)', after: '2026-11-01T00:00:00Z', next: [] },
  { expression: 'rate(1 minute)', after: '2026-11-29T00:00:30Z', next: ['2026-11-29T00:01:30.000Z'] },
  {
    expression: 'rate(12 hours)',
    after: '2026-11-29T00:00:00Z',
    next: ['2026-11-29T12:00Z', '2026-11-30T00:00Z'],
  },
];

for (const { expression, after, next } of examples)
  test(`${expression} after ${after}`, () => {
    assert.deepEqual(moments(expression, after, Math.max(1, next.length)), next);
  });

const wrong = [
  'rate(0 minutes)',
  'rate(1 minutes)',
  'rate(5 minute)',
  'rate(5 seconds)',
  'rate(1.5 hours)',
  'cron(0 12 * * *)',
  'cron(0 12 * * * *)',
  'cron(0 12 ? * ? *)',
  'cron(60 12 * * ? *)',
  'cron(0 24 * * ? *)',
  'cron(0 12 32 * ? *)',
  'cron(0 12 ? * FUN *)',
  'cron(0/0 12 * * ? *)',
  'at(2026-11-29T12:00:00)',
  'every 5 minutes',
  '',
];

for (const expression of wrong)
  test(`“${expression}” is no schedule`, () => {
    assert.throws(() => scheduleOf(expression, { start: 0 }));
  });

test('a time zone’s clocks are followed: what they skip does not happen, what they repeat happens once', () => {
  const timeZone = 'Europe/Berlin';
  assert.deepEqual(moments('cron(30 2 * * ? *)', '2026-03-28T00:00:00Z', 2, { timeZone }), [
    '2026-03-28T01:30Z',
    // On the 29th it is never half past two.
    '2026-03-30T00:30Z',
  ]);
  assert.deepEqual(moments('cron(30 2 * * ? *)', '2026-10-25T00:00:00Z', 2, { timeZone }), [
    '2026-10-25T00:30Z',
    '2026-10-26T01:30Z',
  ]);
  // The clocks skip it, so it never happens.
  assert.deepEqual(
    moments('at(2026-03-29T02:30:00)', '2026-01-01T00:00:00Z', 2, { timeZone, once: true }),
    [],
  );
  assert.deepEqual(moments('at(2026-07-01T12:00:00)', '2026-01-01T00:00:00Z', 2, { timeZone, once: true }), [
    '2026-07-01T10:00Z',
  ]);
});

test('Scheduler takes the unit of a rate in either number, and a time that is in the calendar', () => {
  const once = true;
  assert.deepEqual(moments('rate(1 hours)', '2026-11-29T00:00:00Z', 1, { once }), ['2026-11-29T01:00Z']);
  assert.deepEqual(moments('rate(5 minute)', '2026-11-29T00:00:00Z', 1, { once }), ['2026-11-29T00:05Z']);
  for (const wrong of [
    'at(2026-02-30T12:00:00)',
    'at(2026-11-29T24:00:00)',
    'at(2026-11-29)',
    'rate(0 hours)',
  ])
    assert.throws(
      () => scheduleOf(wrong, { start: 0, once }),
      new RegExp(wrong.startsWith('at') ? 'a time of' : 'a rate is'),
    );
});
