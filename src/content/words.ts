import * as v from 'valibot';

const text = v.pipe(v.string(), v.trim(), v.minLength(1));

/** One word for each concept, and the regular expressions of those that are not used for it. */
export const wordsSchema = v.array(v.strictObject({ concept: text, word: text, not: v.array(text) }));
