import * as v from 'valibot';
import { cloudEventSchema } from './event.ts';

const slug = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be a kebab-case slug'));

/** How far a claim carries: to AWS as a mechanism, as a shape or ratio, or shown on AWS only. */
export const reachSchema = v.picklist(['mechanism', 'ratio', 'aws-only']);
export type Reach = v.InferOutput<typeof reachSchema>;

/** A seed statement: the first three digits of its file's name, a slash, and its place, e.g. `002/e7`. */
export const seedStatementSchema = v.pipe(
  v.string(),
  v.regex(/^00[0-4]\/[a-z0-9-]+$/, 'must look like 002/s3'),
);

export const metricSchema = v.object({
  name: v.string(),
  /** What it is, in a reader's words. */
  label: v.string(),
  /** `ms`, `orders`, `messages`, `1/s`, … */
  unit: v.string(),
  better: v.picklist(['lower', 'higher', 'neither']),
  /** One value per repetition, in order. */
  values: v.pipe(v.array(v.number()), v.minLength(1)),
  median: v.number(),
  min: v.number(),
  max: v.number(),
});
export type Metric = v.InferOutput<typeof metricSchema>;

/** A value that was set, not measured. */
export const parameterSchema = v.object({
  name: v.string(),
  label: v.string(),
  value: v.union([v.number(), v.string(), v.boolean()]),
  unit: v.optional(v.string()),
  /** Set where the value stands in for something real, e.g. a payment provider's delay. */
  injected: v.optional(v.string()),
});
export type Parameter = v.InferOutput<typeof parameterSchema>;

export const claimVerdictSchema = v.object({
  id: slug,
  statement: v.string(),
  /** Null: not judged, because the machine was too busy to measure; see `because` for the figures. */
  holds: v.nullable(v.boolean()),
  reach: reachSchema,
  seeds: v.array(seedStatementSchema),
  /** The numbers that decided it, as one sentence. */
  because: v.string(),
  /** What to do about it, where it was not judged. */
  remedy: v.optional(v.string()),
  /** What the run does not show. */
  notShown: v.string(),
});
export type ClaimVerdict = v.InferOutput<typeof claimVerdictSchema>;

/**
 * Samples in full, for charts: per repetition, in the order of arrival. With `x` they are a course along an axis, such as
 * the depth of a queue over time: `x.values` has, per repetition, the place of each value, ascending.
 */
export const seriesSchema = v.object({
  name: v.string(),
  label: v.string(),
  unit: v.string(),
  values: v.array(v.array(v.number())),
  x: v.optional(v.object({ label: v.string(), unit: v.string(), values: v.array(v.array(v.number())) })),
});
export type Series = v.InferOutput<typeof seriesSchema>;

export const variantSchema = v.object({
  name: slug,
  label: v.string(),
  parameters: v.array(parameterSchema),
  metrics: v.array(metricSchema),
  series: v.array(seriesSchema),
});
export type Variant = v.InferOutput<typeof variantSchema>;

/** Events of one repetition of one variant, enough to redraw it. */
export const traceSchema = v.object({
  variant: slug,
  repetition: v.number(),
  /** What was left out, in words; empty when nothing was. */
  sampled: v.string(),
  events: v.array(cloudEventSchema),
});
export type Trace = v.InferOutput<typeof traceSchema>;

/** How a repetition was disturbed by what else went on on the machine; 0 where nothing was. */
export const disturbanceSchema = v.object({
  /** The longest that the event loop was away, by itself or because others had the CPU. */
  loopLagMs: v.number(),
  /** How late the latest request was sent. */
  sendDriftMs: v.number(),
  /** How far the wall clock strayed from the clock that never goes back. */
  clockJumpMs: v.number(),
  /** The share of the machine that others took while no CPU was to spare, from 0 to 1; absent where it does not tell. */
  cpuTaken: v.optional(v.number()),
});
export type Disturbance = v.InferOutput<typeof disturbanceSchema>;

/** What of an experiment is not in a run of it, because it makes no sense where it ran. */
export const leftOutSchema = v.object({
  /** Why, in a reader's words. */
  because: v.string(),
  /** Names of metrics. */
  metrics: v.array(v.string()),
  /** Ids of claims. */
  claims: v.array(slug),
});
export type LeftOut = v.InferOutput<typeof leftOutSchema>;

export const evidenceSchema = v.object({
  schemaVersion: v.literal(1),
  lab: slug,
  experiment: slug,
  question: v.string(),
  target: v.picklist(['local', 'aws', 'endpoint']),
  /** ISO 8601, UTC. */
  recordedAt: v.pipe(v.string(), v.isoTimestamp()),
  /** What to type to run it again. */
  command: v.string(),
  seed: v.number(),
  repetitions: v.number(),
  durationSeconds: v.number(),
  machine: v.object({
    platform: v.string(),
    arch: v.string(),
    cpu: v.string(),
    cores: v.number(),
    memoryGiB: v.number(),
  }),
  versions: v.record(v.string(), v.string()),
  /** SHA-256 of stack, handlers and experiment: other sources, other hash, stale evidence. */
  sourceHash: v.string(),
  variants: v.array(variantSchema),
  /** The most that any counted repetition was disturbed, and how many were measured again for it. Not in older files. */
  disturbance: v.optional(v.object({ ...disturbanceSchema.entries, measuredAgain: v.number() })),
  claims: v.array(claimVerdictSchema),
  /** Only where something is left out. */
  leftOut: v.optional(leftOutSchema),
  traces: v.array(traceSchema),
});

/** One recorded run of one experiment: what `--json` prints and `--record` keeps. */
export type Evidence = v.InferOutput<typeof evidenceSchema>;
