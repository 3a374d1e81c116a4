import * as v from 'valibot';
import { emptyProgress } from './empty.ts';
import { merge } from './merge.ts';
import { migrate } from './migrate.ts';
import {
  currentVersion,
  draftSchema,
  limits,
  type Mark,
  markSchema,
  mockSessionSchema,
  type Progress,
  progressSchema,
  reviewSchema,
  settingsSchema,
} from './record.ts';

/** A record, or why the text is none and what to do. `newer`: it was made by a later version of this site. */
export type Parsed =
  | { ok: true; record: Progress }
  | { ok: false; problem: string; remedy: string; newer?: boolean };

const elsewhere = 'Choose a file that this page has saved. Nothing of what you have here was changed.';

/**
 * Reads a record from text that may be damaged or hostile. What comes out holds the fields of the schema and nothing
 * else; its strings are data, to be shown as text only.
 */
export function parseProgress(text: string): Parsed {
  if (text.length > limits.fileCharacters) {
    const megabytes = Math.round(limits.fileCharacters / 1_000_000);
    return { ok: false, problem: `It holds more than ${megabytes} million characters.`, remedy: elsewhere };
  }
  try {
    return parseJson(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    return { ok: false, problem: 'It is not JSON, or it is cut off.', remedy: elsewhere };
  }
}

/**
 * What can be read of a stored text that is no record as a whole: each sound entry stays, so that one that is damaged
 * does not take all others with it.
 */
export function salvageProgress(text: string): Progress {
  const { reviews, drafts, mocks, marks, settings, exportedAt } = migratedIn(text);
  const set = v.safeParse(settingsSchema, settings);
  const exported = v.safeParse(progressSchema.entries.exportedAt, exportedAt);
  const sound: Progress = {
    version: currentVersion,
    reviews: soundOf(reviewSchema, reviews, limits.reviews),
    drafts: soundOf(draftSchema, drafts, limits.drafts),
    mocks: soundOf(mockSessionSchema, mocks, limits.mocks),
    marks: soundOf(markSchema, marks, limits.marks),
    settings: set.success ? set.output : emptyProgress.settings,
    exportedAt: exported.success ? exported.output : 0,
  };
  return merge(sound, emptyProgress);
}

/** The fields of a record of any version that we know, unchecked; none where the text has none. */
function migratedIn(text: string): Record<string, unknown> {
  if (text.length > limits.fileCharacters) return {};
  try {
    const data: unknown = JSON.parse(text);
    const migrated = isFields(data) && migrate(ownFieldsOf(data));
    return isFields(migrated) ? migrated : {};
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    return {};
  }
}

function soundOf<Entry>(schema: v.GenericSchema<unknown, Entry>, entries: unknown, most: number): Entry[] {
  if (!Array.isArray(entries)) return [];
  const sound = entries.flatMap((each: unknown) => {
    const checked = v.safeParse(schema, each, { abortEarly: true });
    return checked.success ? [checked.output] : [];
  });
  return sound.slice(-most);
}

/** The text of a record, as a file or a store holds it. */
export function serializeProgress(record: Progress): string {
  return JSON.stringify(record);
}

function parseJson(data: unknown): Parsed {
  if (!isFields(data)) {
    return { ok: false, problem: 'It is JSON, but not a record of progress.', remedy: elsewhere };
  }
  const own = ownFieldsOf(data);
  if (typeof own.version === 'number' && own.version > currentVersion) {
    return {
      ok: false,
      newer: true,
      problem: `It has version ${own.version}, and this page knows versions up to ${currentVersion}.`,
      remedy: 'Reload the page; if that does not help, open the newer site that saved it.',
    };
  }
  const migrated = migrate(own);
  if (migrated === undefined) {
    return { ok: false, problem: 'It does not say which version of a record it is.', remedy: elsewhere };
  }
  const result = v.safeParse(progressSchema, migrated, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    return {
      ok: false,
      problem: `${v.getDotPath(issue) ?? 'The record'}: ${shorten(issue.message)}.`,
      remedy: elsewhere,
    };
  }
  return { ok: true, record: merge(result.output, emptyProgress) };
}

/** Whether something is a mark that a record can hold. */
export const isMark = (data: unknown): data is Mark => v.is(markSchema, data);

const isFields = (data: unknown): data is Record<string, unknown> =>
  typeof data === 'object' && data !== null && !Array.isArray(data);

/** Own fields only: nothing is to be read from a prototype. */
function ownFieldsOf(data: Record<string, unknown>): Record<string, unknown> {
  return Object.assign(Object.create(null), Object.fromEntries(Object.entries(data)));
}

/** A message may quote what it found, however long that is. */
function shorten(message: string): string {
  return message.length <= 160 ? message : `${message.slice(0, 160)}…`;
}
