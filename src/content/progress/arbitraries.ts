import fc from 'fast-check';
import { emptyProgress } from './empty.ts';
import { merge } from './merge.ts';
import type { Draft, Mark, MockSession, Progress, Review } from './record.ts';

// Few names and times, so that entries collide.
const id = fc.constantFrom('a', 'b', 'c', 'd', '__proto__', 'constructor');
const question = fc.constantFrom('queue/retries/who', 'interview/key-differences', '__proto__');
const time = fc.nat({ max: 5 });
const ticks = fc.array(fc.constantFrom('said', 'partly', 'missed', null), { maxLength: 3 });
const confidence = fc.constantFrom(1, 2, 3);
// JSON has no objects without a prototype.
const plain = { noNullPrototype: true };
const optional = { requiredKeys: [] as [], ...plain };
const attempt = {
  answer: fc.string({ maxLength: 5 }),
  attempted: fc.boolean(),
  ticks,
  finished: fc.boolean(),
};

/** Any review that the schema allows; few ids, so that two logs share some. */
export const anyReview = fc
  .tuple(
    fc.record({
      id,
      question,
      revision: fc.integer({ min: 1, max: 2 }),
      at: time,
      attempt: fc.constantFrom('lesson', 'page', 'review', 'mock'),
      grade: fc.constantFrom('again', 'hard', 'good', 'easy'),
    }),
    fc.record({ correct: fc.boolean(), confidence, ticks }, optional),
  )
  .map(([required, rest]) => ({ ...required, ...rest }) as Review);

const anyDraft = fc
  .record(
    {
      question,
      revision: fc.integer({ min: 1, max: 2 }),
      updatedAt: time,
      attemptId: id,
      ...attempt,
      seconds: fc.nat({ max: 5 }),
      followUps: fc.array(fc.record(attempt, plain), { maxLength: 2 }),
    },
    plain,
  )
  .map((draft) => draft as Draft);

const anyMock = fc
  .record(
    {
      id,
      updatedAt: time,
      startedAt: time,
      minutes: fc.constantFrom(10, 25, 45),
      level: fc.constantFrom('junior', 'mid', 'senior'),
      topics: fc.array(question, { maxLength: 2 }),
      seed: fc.nat(),
      position: fc.nat({ max: 3 }),
    },
    plain,
  )
  .map((session) => ({ ...session, items: [] }) as MockSession);

const marked = { of: question, updatedAt: time };
const anyMark = fc
  .oneof(
    fc.record({ kind: fc.constant('opened'), ...marked }, plain),
    fc.record(
      { kind: fc.constantFrom('read', 'ran', 'ticked'), ...marked, done: fc.boolean() },
      { requiredKeys: ['kind', 'of', 'updatedAt', 'done'], ...plain },
    ),
    fc.record(
      { kind: fc.constant('predicted'), ...marked, guess: fc.string({ maxLength: 3 }) },
      { requiredKeys: ['kind', 'of', 'updatedAt'], ...plain },
    ),
    fc.record({ kind: fc.constant('note'), ...marked, text: fc.string({ maxLength: 3 }) }, plain),
  )
  .map((mark) => mark as Mark);

/** Any record, in the order that `merge` leaves. */
export const anyProgress: fc.Arbitrary<Progress> = fc
  .record(
    {
      version: fc.constant(3 as const),
      reviews: fc.array(anyReview, { maxLength: 6 }),
      drafts: fc.array(anyDraft, { maxLength: 4 }),
      mocks: fc.array(anyMock, { maxLength: 3 }),
      marks: fc.array(anyMark, { maxLength: 5 }),
      settings: fc.record(
        {
          updatedAt: time,
          prompts: fc.constantFrom('inline', 'end', 'off'),
          dailyCap: fc.integer({ min: 1, max: 3 }),
          newPerDay: fc.nat({ max: 3 }),
        },
        plain,
      ),
      exportedAt: time,
    },
    plain,
  )
  .map((record) => merge(record as Progress, emptyProgress));
