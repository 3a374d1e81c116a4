import * as v from 'valibot';

/*
 * The pipeline of a lab as people draw it (labs/<lab>/pipeline.yaml): figures are drawn from it, and the events of a
 * run find their place in it by the resource that they happened to.
 */

const text = v.pipe(v.string(), v.trim(), v.minLength(1));
const slug = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be a kebab-case slug'));

/** What a place is; each kind has its own sign. */
export const placeKindSchema = v.picklist([
  'caller',
  'api',
  'load-balancer',
  'queue',
  'topic',
  'bus',
  'stream',
  'function',
  'container',
  'state-machine',
  'provider',
  'table',
  'bucket',
  'dead-letters',
]);
export type PlaceKind = v.InferOutput<typeof placeKindSchema>;

export const placeSchema = v.strictObject({
  kind: placeKindSchema,
  /** What it is called in the drawing, e.g. `HTTP API`. */
  name: text,
  /** Id of its construct in stack.ts (the logical ID without the hash at its end), or what its stand-in calls it. */
  resource: v.optional(text),
  /** Ids of other constructs that stand here without a sign of their own, e.g. the queue between a rule and a function. */
  also: v.optional(v.pipe(v.array(text), v.minLength(1))),
  /** What limits it or what it does, in a few words. */
  note: v.optional(text),
});
export type Place = v.InferOutput<typeof placeSchema>;

/** One step to the right: a place, or several of which a request takes one (`either`) or all (`all`). */
export const stopSchema = v.union(
  [
    placeSchema,
    v.strictObject({ either: v.pipe(v.array(placeSchema), v.minLength(2)) }),
    v.strictObject({ all: v.pipe(v.array(placeSchema), v.minLength(2)) }),
  ],
  'must be a place { kind, name, resource?, note? }, or { either: [places] }, or { all: [places] }',
);
export type Stop = v.InferOutput<typeof stopSchema>;

export const pathSchema = v.strictObject({
  name: slug,
  title: text,
  /** What the caller is answered with: colours the path. */
  answer: v.picklist(['result', 'receipt']),
  /** The reply in a few words, e.g. `201 and the stored order`. */
  reply: text,
  /** What the caller's open request spans, from the caller on. */
  exchange: v.pipe(v.array(stopSchema), v.minLength(2)),
  /** What is passed after the reply. */
  afterwards: v.optional(v.array(stopSchema), []),
  /** Where messages go that fail too often. */
  deadLetters: v.optional(placeSchema),
  /** The whole path as an ordered list, for those who do not see the drawing. */
  inWords: v.pipe(v.array(text), v.minLength(2)),
});
export type Path = v.InferOutput<typeof pathSchema>;

export const pipelineSchema = v.strictObject({
  /** What travels through it, in one word without plural. */
  carries: v.optional(text, 'order'),
  paths: v.pipe(v.array(pathSchema), v.minLength(1)),
});
export type Pipeline = v.InferOutput<typeof pipelineSchema>;
