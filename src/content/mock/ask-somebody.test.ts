import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BackedPoint, OpenQuestionData } from '#content/page-data.ts';
import { endOf, interviewWith, pointsLeft } from './ask-somebody.ts';
import { scorecardOf } from './scorecard.ts';
import { withItem } from './session.ts';

const point = (level: BackedPoint['level'], text: string): BackedPoint => ({
  level,
  point: text,
  why: 'Because.',
});
const question: OpenQuestionData = {
  id: 'interview/burst',
  kind: 'open',
  revision: 1,
  group: 'deep-dive',
  prompt: 'What happens in a burst?',
  concepts: ['backlog'],
  targetSeconds: 180,
  rubric: [point('must', 'It waits.'), point('strong', 'It drains.')],
  followUps: [
    { prompt: 'And then?', rubric: [point('must', 'Nothing.')] },
    { prompt: 'And if not?', rubric: [point('must', 'It grows.')] },
  ],
  expectations: { junior: 'The wait.', mid: 'The drain.', senior: 'The cost.' },
};
const begun = interviewWith(question, 'junior', { id: 'one', now: 1_000 });

test('the question comes with all its follow-ups, in a frame that they fit in', () => {
  assert.deepEqual(
    begun.items.map(({ followUp }) => followUp),
    [undefined, 0, 1],
  );
  assert.equal(begun.minutes, 10);
  assert.equal(pointsLeft(begun, question), 0);
});

test('of what was put every point is judged, and what was not put does not count', () => {
  const half = withItem(begun, 0, { ticks: ['said', null] }, 2_000);
  assert.equal(pointsLeft(half, question), 1);
  const asked = withItem(half, 0, { ticks: ['said', 'missed'], seconds: 90 }, 3_000);
  assert.equal(pointsLeft(asked, question), 0);
  const card = scorecardOf(endOf(asked, 4_000), [question], []);
  assert.deepEqual(
    card.items.map(({ prompt, answered, seconds, reached }) => ({ prompt, answered, seconds, reached })),
    [{ prompt: question.prompt, answered: true, seconds: 90, reached: 'junior' }],
  );
  assert.equal(card.met, 1);
});
