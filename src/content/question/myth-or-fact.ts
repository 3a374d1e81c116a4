import * as v from 'valibot';
import { common, text } from './common.ts';

/** A statement that is widely shared, to be judged; the verdict and what is right instead are the statement's own. */
export const mythOrFactSchema = v.object({
  kind: v.literal('myth-or-fact'),
  ...common,
  /** Id in `src/content/statements`, e.g. `002/s10`. */
  statement: v.pipe(v.string(), v.regex(/^\d{3}\/[a-z0-9-]+$/, 'must be text/key, as in 002/s10')),
  /** Why the verdict is what it is. */
  feedback: text,
});
export type MythOrFactQuestion = v.InferOutput<typeof mythOrFactSchema>;
