/* The changes that a reader makes to the record, each as a new record. Nothing here reads a clock or draws an id. */
import { markKey, merge } from './merge.ts';
import type { Draft, Mark, MockSession, Progress, Review, Settings } from './record.ts';
import { timeOfChange } from './time-of-change.ts';

/** Adds one answer to the log. The same entry twice counts once. */
export function withReview(record: Progress, review: Review): Progress {
  return merge(record, { ...record, reviews: [review] });
}

/** Keeps how far a reader is with an open question, unless a newer state is kept already. */
export function withDraft(record: Progress, draft: Draft): Progress {
  return merge(record, { ...record, drafts: [draft] });
}

/** Keeps the state of a mock interview, unless a newer state is kept already. */
export function withMock(record: Progress, session: MockSession): Progress {
  return merge(record, { ...record, mocks: [session] });
}

/** Notes what a reader has done, unless something newer is noted of the same thing. */
export function withMark(record: Progress, mark: Mark): Progress {
  return merge(record, { ...record, marks: [mark] });
}

/** Two presses within a millisecond make the second one that much later than it was. */
const slackMs = 1_000;

/**
 * Notes what the reader did a moment ago. What is noted of the same thing with a time that has not come yet, by a clock
 * that was ahead, is older all the same.
 */
export function withNoted(record: Progress, mark: Mark, now: number): Progress {
  const before = record.marks.find((each) => markKey(each) === markKey(mark));
  const isAhead = before !== undefined && before.updatedAt > now + slackMs;
  return withMark(record, isAhead ? { ...mark, updatedAt: timeOfChange(now, before.updatedAt) } : mark);
}

/** Changes some settings at the time `at`. */
export function withSettings(
  record: Progress,
  change: Partial<Omit<Settings, 'updatedAt'>>,
  at: number,
): Progress {
  const updatedAt = timeOfChange(at, record.settings.updatedAt);
  return { ...record, settings: { ...record.settings, ...change, updatedAt } };
}

/** Remembers that the record was saved as a file at the time `at`. */
export function withExport(record: Progress, at: number): Progress {
  return { ...record, exportedAt: Math.max(record.exportedAt, at) };
}
