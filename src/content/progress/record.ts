/*
 * What a reader's browser remembers: one versioned record, made so that two of them can always be merged.
 * Reviews are a log that only grows; everything else carries the time of its last change. When a card is due is
 * never stored: it follows from the log (schedule.ts).
 */
import * as v from 'valibot';
import { latestTime } from './time-of-change.ts';

/** Rises when older code could not read the record any more; `migrate.ts` then learns to read the older one. */
export const currentVersion = 3;

/** What a record may hold at most, far above what a reader writes, so that a hostile file cannot fill a browser. */
export const limits = {
  fileCharacters: 32_000_000,
  reviews: 100_000,
  drafts: 2_000,
  mocks: 1_000,
  marks: 20_000,
  answerCharacters: 40_000,
  nameCharacters: 200,
  listItems: 60,
} as const;

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(limits.nameCharacters));
const answer = v.pipe(v.string(), v.maxLength(limits.answerCharacters));
/** Milliseconds since 1970. */
const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(latestTime));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000_000));
const few = <Item extends v.GenericSchema>(item: Item) =>
  v.pipe(v.array(item), v.maxLength(limits.listItems));

/** How a reader judges one point of a rubric. */
export const tickSchema = v.picklist(['said', 'partly', 'missed']);
export type Tick = v.InferOutput<typeof tickSchema>;

/** Derived from an answer (grade.ts), never chosen by the reader. */
export const gradeSchema = v.picklist(['again', 'hard', 'good', 'easy']);
export type Grade = v.InferOutput<typeof gradeSchema>;

/** 1 guessing, 2 fairly sure, 3 would bet on it. */
export const confidenceSchema = v.picklist([1, 2, 3]);
export type Confidence = v.InferOutput<typeof confidenceSchema>;

/** In the order of the points; null where the reader has not ticked yet. */
const ticks = few(v.nullable(tickSchema));

const ofQuestion = {
  /** The question's id, e.g. `queue/retries/who-tries-again` or `interview/key-differences`. */
  question: name,
  revision: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)),
};

/** One answer that was given and judged. Never changed, never removed. */
export const reviewSchema = v.object({
  /** Random, so that logs of two devices merge as a union (new-id.ts). */
  id: name,
  ...ofQuestion,
  at: time,
  /** Where it was answered. */
  attempt: v.picklist(['lesson', 'page', 'review', 'mock']),
  grade: gradeSchema,
  /** Of a recall card. */
  correct: v.optional(v.boolean()),
  confidence: v.optional(confidenceSchema),
  /** Of an open question. */
  ticks: v.optional(ticks),
});
export type Review = v.InferOutput<typeof reviewSchema>;

const attempt = {
  answer,
  confidence: v.optional(confidenceSchema),
  /** The reader has answered and may see more. */
  attempted: v.boolean(),
  ticks,
  finished: v.boolean(),
};

/** How far a reader is with an open question; one per question and revision, the newest counts. */
export const draftSchema = v.object({
  ...ofQuestion,
  updatedAt: time,
  /** Becomes the id of the review when the attempt is finished, so that it is logged once. */
  attemptId: name,
  ...attempt,
  pastAverage: v.optional(v.boolean()),
  /** Spent on the answer so far. */
  seconds: count,
  followUps: few(v.object(attempt)),
});
export type Draft = v.InferOutput<typeof draftSchema>;
export type FollowUpDraft = Draft['followUps'][number];

/** One question, or one follow-up of it, in a mock interview. */
const mockItem = v.object({
  ...ofQuestion,
  /** Position of the follow-up in the question's list; absent for the question itself. */
  followUp: v.optional(count),
  ...attempt,
  /** What the reader said, quoted, per rubric point; empty where nothing was quoted. */
  quotes: few(v.pipe(v.string(), v.maxLength(2_000))),
  /** Planned and spent. */
  targetSeconds: count,
  seconds: count,
});
export type MockItem = v.InferOutput<typeof mockItem>;

/** One mock interview; the newest state of it counts. */
export const mockSessionSchema = v.object({
  id: name,
  updatedAt: time,
  startedAt: time,
  finishedAt: v.optional(time),
  minutes: v.picklist([10, 25, 45]),
  level: v.picklist(['junior', 'mid', 'senior']),
  topics: few(name),
  /** From which the questions were chosen. */
  seed: count,
  /** Position of the item that the reader is at. */
  position: count,
  items: few(mockItem),
});
export type MockSession = v.InferOutput<typeof mockSessionSchema>;

const mark = { of: name, updatedAt: time };

/**
 * What a reader has done beside answering: one mark per kind and thing, the newest counts. `of` is the lesson
 * (`queue/retries`), the experiment, the box of a checklist, the drill whose last sum was near enough (marks.ts), or the
 * page that a note belongs to.
 */
export const markSchema = v.variant('kind', [
  v.object({ kind: v.literal('opened'), ...mark }),
  v.object({ kind: v.picklist(['read', 'ran', 'ticked']), ...mark, done: v.boolean() }),
  /** The guess as it was entered; absent when the reader skipped it. `of` is experiment, metric and variant. */
  v.object({
    kind: v.literal('predicted'),
    ...mark,
    guess: v.optional(v.pipe(v.string(), v.maxLength(limits.nameCharacters))),
  }),
  v.object({ kind: v.literal('note'), ...mark, text: answer }),
]);
export type Mark = v.InferOutput<typeof markSchema>;

/** What a reader has set; the newest settings count as a whole. */
export const settingsSchema = v.object({
  updatedAt: time,
  /** Questions in the middle of a lesson: where they stand, gathered at its end, or not at all. */
  prompts: v.picklist(['inline', 'end', 'off']),
  /** Reviews a day at most, and how many of them may be new cards. */
  dailyCap: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
  newPerDay: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(500)),
  /** The reader's own day of the interview, as in `2026-12-24`. */
  interviewOn: v.optional(v.pipe(v.string(), v.isoDate())),
});
export type Settings = v.InferOutput<typeof settingsSchema>;

export const progressSchema = v.object({
  version: v.literal(currentVersion),
  reviews: v.pipe(v.array(reviewSchema), v.maxLength(limits.reviews)),
  drafts: v.pipe(v.array(draftSchema), v.maxLength(limits.drafts)),
  mocks: v.pipe(v.array(mockSessionSchema), v.maxLength(limits.mocks)),
  marks: v.pipe(v.array(markSchema), v.maxLength(limits.marks)),
  settings: settingsSchema,
  /** When the record was last saved as a file; 0 for never. */
  exportedAt: time,
});

/** The whole record. Lists are in the order that `merge` gives them. */
export type Progress = v.InferOutput<typeof progressSchema>;
