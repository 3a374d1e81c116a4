import type { Progress } from './record.ts';

/** The record of a reader who has done nothing yet. Settings of time 0 lose against any that were chosen. */
export const emptyProgress: Progress = {
  version: 3,
  reviews: [],
  drafts: [],
  mocks: [],
  marks: [],
  settings: { updatedAt: 0, prompts: 'inline', dailyCap: 15, newPerDay: 5 },
  exportedAt: 0,
};
