import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localDay } from '#content/local-day.ts';
import type { BackedPoint, OpenQuestionData } from '#content/page-data.ts';
import type { MockSession } from '#content/progress/record.ts';
import { scorecardMarkdown } from './markdown.ts';
import { reachedLevel } from './reached-level.ts';
import { scorecardOf } from './scorecard.ts';
import { atPosition, beginSession, finished, phaseOf, reviewsOf, withItem } from './session.ts';

const point = (level: BackedPoint['level'], text: string): BackedPoint => ({
  level,
  point: text,
  why: 'Because.',
  backing: { experiment: 'queued-api/burst-then-drain', statement: 'It drains.', holds: true },
});
const question: OpenQuestionData = {
  id: 'interview/burst',
  kind: 'open',
  revision: 1,
  group: 'deep-dive',
  prompt: 'What happens in a burst?',
  concepts: ['backlog'],
  targetSeconds: 180,
  rubric: [point('must', 'It waits.'), point('strong', 'It drains.'), point('senior', 'It costs.')],
  followUps: [{ prompt: 'And then?', rubric: [point('must', 'Nothing.')] }],
  expectations: { junior: 'The wait.', mid: 'The drain.', senior: 'The cost.' },
};
const lessons = [
  { part: 'queue', href: '/queue/backlog/', title: 'Backlog', concepts: ['backlog'] },
  { part: 'queue', href: '/queue/other/', title: 'Other', concepts: ['ordering'] },
];
const wish = { minutes: 10, level: 'mid', topics: [], seed: 1 } as const;
const plan = [
  { question: question.id, revision: 1, targetSeconds: 180 },
  { question: question.id, revision: 1, followUp: 0, targetSeconds: 60 },
];

/** An interview in which the question was answered with these ticks, and the follow-up was not. */
function interview(...ticks: ('said' | 'partly' | 'missed')[]): MockSession {
  let session = beginSession(plan, wish, { id: 'one', now: 1_000 });
  session = withItem(
    session,
    0,
    { attempted: true, answer: 'It *waits*.\n<b>', ticks, quotes: ['it waits'], seconds: 95, confidence: 3 },
    2_000,
  );
  return atPosition(session, 2, 3_000);
}

test('the level follows from the ticks', () => {
  const { rubric } = question;
  assert.equal(reachedLevel(rubric, ['missed', 'said', 'said']), undefined);
  assert.equal(reachedLevel(rubric, ['partly', 'said', 'said']), 'junior');
  assert.equal(reachedLevel(rubric, ['said', 'partly', 'said']), 'junior');
  assert.equal(reachedLevel(rubric, ['said', 'said', 'missed']), 'mid');
  assert.equal(reachedLevel(rubric, ['said', 'said', 'said']), 'senior');
  assert.equal(reachedLevel([{ level: 'must' }], ['said']), 'senior');
});

test('an interview is asked, then judged, then over; every change makes it newer', () => {
  const begun = beginSession(plan, wish, { id: 'one', now: 1_000 });
  assert.equal(phaseOf(begun), 'asking');
  const judging = interview('said', 'said', 'missed');
  assert.equal(phaseOf(judging), 'judging');
  assert.equal(phaseOf(finished(judging, 4_000)), 'over');
  assert.ok(withItem(begun, 0, { answer: 'x' }, 0).updatedAt > begun.updatedAt);
});

test('a finished interview logs each answered question once, follow-ups and unanswered ones not', () => {
  const reviews = reviewsOf(finished(interview('said', 'said', 'missed'), 4_000), [question]);
  assert.deepEqual(
    reviews.map(({ id, at, grade, attempt, confidence }) => ({ id, at, grade, attempt, confidence })),
    [{ id: 'one-0', at: 4_000, grade: 'easy', attempt: 'mock', confidence: 3 }],
  );
});

test('the scorecard says which level was met, what was claimed without a phrase, and what to read', () => {
  const card = scorecardOf(interview('said', 'said', 'missed'), [question], lessons);
  assert.deepEqual(
    card.items.map(({ meets, reached, expectation }) => ({ meets, reached, expectation })),
    [
      { meets: true, reached: 'mid', expectation: 'The drain.' },
      { meets: false, reached: undefined, expectation: undefined },
    ],
  );
  assert.deepEqual([card.met, card.saidWithoutQuote], [1, 1]);
  assert.deepEqual(
    card.readNext.map(({ title }) => title),
    ['Backlog'],
  );
});

test('as Markdown it holds answer, phrase, evidence and expectation, and no markup of the reader', () => {
  const session = interview('said', 'partly', 'missed');
  const text = scorecardMarkdown(scorecardOf(session, [question], lessons), session, 'https://site.example');
  assert.ok(text.startsWith(`# Mock interview, ${localDay(1_000)}\n`));
  assert.match(text, /Below the level; reached: junior; time 1:35 of 3:00\./);
  assert.match(text, /> It \\\*waits\\\*\.\n> \\<b\\>/);
  assert.match(
    text,
    /- \[x\] \*\*must\*\* It waits\. \(said; “it waits”\) Measured in `queued-api\/burst-then-drain`/,
  );
  assert.match(text, /Expected: The drain\./);
  assert.match(text, /- \[Backlog\]\(https:\/\/site\.example\/queue\/backlog\/\)/);
});
