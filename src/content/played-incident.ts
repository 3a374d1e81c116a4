import * as v from 'valibot';
import { traceSchema } from './evidence.ts';
import { harms } from './harms.ts';
import { placeSchema } from './pipeline.ts';

const text = v.pipe(v.string(), v.maxLength(1000));
/** Ms since the first order could come, on the clock of the events. */
const moment = v.pipe(v.number(), v.minValue(0), v.maxValue(24 * 3600 * 1000));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** One entry of what happened when. */
export const gameEntrySchema = v.object({
  at: moment,
  kind: v.picklist(['fault', 'harm', 'signal', 'pager', 'you', 'sound', 'done']),
  text,
  /** Of a signal: the line that was shown. */
  line: v.optional(text),
});
export type GameEntry = v.InferOutput<typeof gameEntrySchema>;

/** A game of `npm run incident` that is over, as it is kept below `.runs/incident/`: all that a page needs to replay it. */
export const playedIncidentSchema = v.object({
  schemaVersion: v.literal(2),
  at: v.pipe(v.string(), v.isoTimestamp()),
  seed: count,
  lab: text,
  /** Ids of causes: which it was, and which the player named; null for none. */
  cause: text,
  named: v.nullable(text),
  score: v.object({
    orders: count,
    counts: v.object({ lost: count, twice: count, refused: count, late: count }),
    cost: count,
    causeIsRight: v.boolean(),
    broken: v.array(v.picklist(harms)),
    won: v.boolean(),
  }),
  /** What happened when, in that order. */
  timeline: v.pipe(v.array(gameEntrySchema), v.maxLength(500)),
  /** What shows the cause: the command, and what is to be seen there. */
  signals: v.pipe(v.array(v.object({ command: text, shows: text })), v.maxLength(20)),
  /** The commands of the shortest way. */
  shortest: v.pipe(v.array(text), v.maxLength(50)),
  /** What travels, in one word, and the places of the pipeline that it is drawn with. */
  carries: text,
  places: v.pipe(v.array(placeSchema), v.minLength(2), v.maxLength(20)),
  /** Those of the drawn orders that suffered: their number in the drawing, what they are called, when they were sent. */
  suffered: v.pipe(
    v.array(v.object({ drawn: count, orderId: text, at: moment, harm: v.picklist(harms) })),
    v.maxLength(500),
  ),
  trace: v.object({
    ...traceSchema.entries,
    events: v.pipe(traceSchema.entries.events, v.maxLength(3000)),
  }),
});
export type PlayedIncident = v.InferOutput<typeof playedIncidentSchema>;

/** Several times what a long game takes. */
export const mostGameBytes = 1024 * 1024;

/** What to do where a file is not what was asked for. */
export const gameRemedy =
  'Choose a file below .runs/incident/: npm run incident writes one when a game is over.';

/** A game, from a text that may be damaged or hostile; or why it is none, and what to do. Its strings are data, to be shown as text only. */
export function parseGame(given: string): { game: PlayedIncident } | { problem: string; remedy: string } {
  const remedy = gameRemedy;
  let data: unknown;
  try {
    data = JSON.parse(given);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    return { problem: 'This file is not JSON, or it is cut off.', remedy };
  }
  const checked = v.safeParse(playedIncidentSchema, data);
  if (checked.success) return { game: checked.output };
  const place = v.getDotPath(checked.issues[0]) ?? 'its beginning';
  return { problem: `This file is not a game that can be replayed: at ${place.slice(0, 200)}.`, remedy };
}
