import { draftKey, markKey, merge } from './merge.ts';
import type { Progress } from './record.ts';

/** What a merge would bring into a record. */
export interface Additions {
  reviews: number;
  /** Attempts at open questions and mock interviews that are new, or newer than what is here. */
  drafts: number;
  mocks: number;
  /** What was read, run, predicted, ticked or noted. */
  marks: number;
  /** The other record's settings are newer and would replace what is set here. */
  settings: boolean;
}

/** What `other` would add to `record`, to be shown before it is done. */
export function additions(record: Progress, other: Progress): Additions {
  const merged = merge(record, other);
  const reviews = new Set(record.reviews.map(({ id }) => id));
  const drafts = new Map(record.drafts.map((each) => [draftKey(each), each]));
  const mocks = new Map(record.mocks.map((each) => [each.id, each]));
  const marks = new Map(record.marks.map((each) => [markKey(each), each]));
  return {
    reviews: merged.reviews.filter(({ id }) => !reviews.has(id)).length,
    drafts: merged.drafts.filter((each) => drafts.get(draftKey(each))?.updatedAt !== each.updatedAt).length,
    mocks: merged.mocks.filter((each) => mocks.get(each.id)?.updatedAt !== each.updatedAt).length,
    marks: merged.marks.filter((each) => marks.get(markKey(each))?.updatedAt !== each.updatedAt).length,
    settings: merged.settings.updatedAt !== record.settings.updatedAt,
  };
}
