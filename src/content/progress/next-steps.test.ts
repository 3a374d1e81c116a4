import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyProgress } from './empty.ts';
import { nextSteps } from './next-steps.ts';
import type { Progress } from './record.ts';

const lessons = ['a/one', 'a/two'].map((id) => ({ id, title: `Lesson ${id}` }));
const prompts = { 'interview/first': 'First?', 'interview/second': 'Second?' };
const steps = (record: Partial<Progress>, last?: string) =>
  nextSteps(lessons, prompts, { ...emptyProgress, ...record }, { last, today: '2026-03-02' });

const read = (of: string) => ({ kind: 'read', of, done: true, updatedAt: 1 }) as const;
const draft = (question: string, updatedAt: number, finished = false): Progress['drafts'][number] => ({
  ...{ question, revision: 1, updatedAt, attemptId: 'x', answer: '', attempted: true, ticks: [], finished },
  ...{ pastAverage: false, seconds: 1, followUps: [] },
});
const interviewOn = (day: string) => ({ ...emptyProgress.settings, interviewOn: day });

test('who is new begins with the first lesson, and has nothing begun and no day', () => {
  const first = { id: 'a/one', label: 'Lesson a/one' };
  assert.deepEqual(steps({}), { next: first, read: 0, interviewing: false });
});

test('the lesson that was opened last goes on; when all are read there is none', () => {
  assert.equal(steps({}, 'a/two').next?.id, 'a/two');
  assert.deepEqual(steps({ marks: [read('a/one'), read('a/two')] }), { read: 2, interviewing: false });
});

test('the answer that was begun last is gone on with, not a finished one, nor one that the site does not know', () => {
  const drafts = [
    draft('interview/first', 5),
    draft('interview/second', 3),
    draft('interview/second', 9, true),
    draft('interview/gone', 10),
  ];
  assert.equal(steps({ drafts }).begun, 'interview/first');
});

test('a mock interview is gone on with until it is finished', () => {
  const mock = { startedAt: 1, items: [] } as unknown as Progress['mocks'][number];
  assert.equal(steps({ mocks: [{ ...mock, finishedAt: 2 }, mock] }).interviewing, true);
  assert.equal(steps({ mocks: [{ ...mock, finishedAt: 2 }] }).interviewing, false);
});

test('the interview is so many days away, also today; a day that is over does not count', () => {
  assert.equal(steps({ settings: interviewOn('2026-03-06') }).daysLeft, 4);
  assert.equal(steps({ settings: interviewOn('2026-03-02') }).daysLeft, 0);
  assert.equal(steps({ settings: interviewOn('2026-03-01') }).daysLeft, undefined);
});
