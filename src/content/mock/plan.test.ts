import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '#testing/properties.ts';
import { type MockWish, type PlannableQuestion, planMock } from './plan.ts';
import { topics } from './topics.ts';

const groups = ['conceptual', 'deep-dive', 'scenario', 'more'] as const;
const concepts = topics.flatMap((topic) => topic.concepts as readonly string[]);

/** As many questions as the site has, with their times. */
const questions: PlannableQuestion[] = Array.from({ length: 17 }, (_, index) => ({
  id: `interview/question-${String.fromCharCode(97 + index)}`,
  revision: 1,
  group: groups[Math.min(Math.floor(index / 5), 3)] ?? 'more',
  concepts: [concepts[index], concepts[(index * 7) % concepts.length]].map(String),
  targetSeconds: [90, 180, 300, 240][Math.floor(index / 5)] ?? 180,
  followUps: ['one', 'two', 'three'],
}));
const bySeconds = (wish: MockWish) =>
  planMock(questions, wish).reduce((sum, { targetSeconds }) => sum + targetSeconds, 0);

const anyWish: fc.Arbitrary<MockWish> = fc.record({
  minutes: fc.constantFrom(10, 25, 45),
  level: fc.constantFrom('junior', 'mid', 'senior'),
  topics: fc.subarray(topics.map(({ slug }) => slug as string)),
  seed: fc.nat(),
});

test('an interview never takes longer than its minutes, and asks nothing twice', () => {
  fc.assert(
    fc.property(anyWish, (wish) => {
      const items = planMock(questions, wish);
      const asked = items.map(({ question, followUp }) => `${question} ${followUp}`);
      assert.ok(bySeconds(wish) <= wish.minutes * 60);
      assert.equal(new Set(asked).size, asked.length);
    }),
  );
});

test('every question is followed by its own follow-ups, in their order, at least one', () => {
  fc.assert(
    fc.property(anyWish, (wish) => {
      const items = planMock(questions, wish);
      items.forEach(({ question, followUp }, index) => {
        if (followUp === undefined) assert.equal(items[index + 1]?.followUp, 0);
        else
          assert.deepEqual(
            [items[index - 1]?.question, items[index - 1]?.followUp ?? -1],
            [question, followUp - 1],
          );
      });
    }),
  );
});

test('with every topic the time is used to within two minutes', () => {
  fc.assert(
    fc.property(anyWish, (wish) => {
      const seconds = bySeconds({ ...wish, topics: [] });
      assert.ok(seconds >= wish.minutes * 60 - 120, `${seconds} s of ${wish.minutes} min`);
    }),
  );
});

test('only what belongs to the chosen topics is asked', () => {
  const load = topics.find(({ slug }) => slug === 'load')?.concepts as readonly string[];
  for (const { question } of planMock(questions, { minutes: 45, level: 'mid', topics: ['load'], seed: 1 })) {
    const found = questions.find(({ id }) => id === question);
    assert.ok(
      found?.concepts.some((each) => load.includes(each)),
      question,
    );
  }
});

test('the same seed gives the same interview, another one another', () => {
  const wish = { minutes: 45, level: 'senior', topics: [], seed: 7 } as const;
  assert.deepEqual(planMock(questions, wish), planMock(questions.toReversed(), wish));
  const seeds = Array.from({ length: 10 }, (_, seed) =>
    JSON.stringify(planMock(questions, { ...wish, seed })),
  );
  assert.ok(new Set(seeds).size > 5);
});

test('two questions in a row are not of the same group while the time allows another', () => {
  const asked = planMock(questions, { minutes: 25, level: 'mid', topics: [], seed: 3 })
    .filter(({ followUp }) => followUp === undefined)
    .map(({ question }) => questions.find(({ id }) => id === question)?.group);
  assert.deepEqual(asked.slice(0, 3), ['conceptual', 'deep-dive', 'scenario']);
});

test('a topic that nothing is asked about gives no interview', () => {
  assert.deepEqual(
    planMock(questions, { minutes: 10, level: 'mid', topics: ['no-such-topic'], seed: 1 }),
    [],
  );
});
