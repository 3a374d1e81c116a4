/* The changes that a reader makes to the record, each as a new record. Nothing here reads a clock or draws an id. */
import { merge } from './merge.ts';
import type { Draft, Mark, MockSession, Progress, Review, Settings } from './record.ts';

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

/** Changes some settings at the time `at`. */
export function withSettings(
  record: Progress,
  change: Partial<Omit<Settings, 'updatedAt'>>,
  at: number,
): Progress {
  // Later than what it replaces even when the clock stands still or was set back.
  const updatedAt = Math.max(at, record.settings.updatedAt + 1);
  return { ...record, settings: { ...record.settings, ...change, updatedAt } };
}

/** Remembers that the record was saved as a file at the time `at`. */
export function withExport(record: Progress, at: number): Progress {
  return { ...record, exportedAt: Math.max(record.exportedAt, at) };
}
