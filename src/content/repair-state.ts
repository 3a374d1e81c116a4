import * as v from 'valibot';

const timestamp = v.pipe(v.string(), v.isoTimestamp());
const progressSchema = v.object({
  startedAt: timestamp,
  /** How many hints were read. */
  hints: v.number(),
  /** How often the solution was asked for. */
  asked: v.number(),
  /** When a run showed for the first time that it is mended, and of which files. */
  mended: v.optional(v.object({ at: timestamp, hash: v.string() })),
  /** What the last run said. */
  last: v.optional(v.object({ at: timestamp, status: v.picklist(['mended', 'broken', 'not-judged']) })),
});

/** What `npm run repair` keeps in `.runs/repair/state.json`: how far a learner is with each repair, by its name. */
export const repairStateSchema = v.object({
  schemaVersion: v.literal(1),
  repairs: v.record(v.string(), progressSchema),
});

/** How far a learner is with one repair. */
export type Progress = v.InferOutput<typeof progressSchema>;

/** When each repair was mended, ISO 8601, by its name; the others are not in it. */
export type Mended = Record<string, string>;

export const mendedIn = (repairs: Record<string, Progress>): Mended =>
  Object.fromEntries(
    Object.entries(repairs).flatMap(([name, { mended }]) => (mended ? [[name, mended.at]] : [])),
  );

/** What to do where another file was chosen. */
export const stateRemedy = 'Choose .runs/repair/state.json: npm run repair keeps there how far you are.';

/** What was mended, from a text that may be damaged or hostile; or why it says nothing of it, and what to do. */
export function parseMended(text: string): { mended: Mended } | { problem: string; remedy: string } {
  const remedy = stateRemedy;
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    return { problem: 'This file is not JSON, or it is cut off.', remedy };
  }
  const checked = v.safeParse(repairStateSchema, data);
  if (checked.success) return { mended: mendedIn(checked.output.repairs) };
  const place = v.getDotPath(checked.issues[0]) ?? 'its beginning';
  return { problem: `This file does not say which repairs are mended: at ${place.slice(0, 200)}.`, remedy };
}
