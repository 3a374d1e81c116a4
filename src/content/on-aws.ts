import * as v from 'valibot';

/*
 * What of a lab's experiments makes sense in an AWS account (labs/<lab>/on-aws.yaml): of those that need what only the cloud
 * of this machine has, either the part that can do without, or why there is none. It stands beside the experiments and not
 * in them, because what is said about AWS changes nothing in what was recorded here.
 */

const text = v.pipe(v.string(), v.trim(), v.minLength(1));
const slug = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be a kebab-case slug'));
const some = <Item extends v.GenericSchema>(item: Item) => v.pipe(v.array(item), v.minLength(1));

const partOnAwsSchema = v.strictObject({
  /** What of the local cloud it does without there: faults are not injected, events are not told. */
  without: some(v.picklist(['faults', 'events'])),
  /** Why the rest makes no sense there, in a reader's words. */
  because: text,
  /** Names of the metrics that make sense there. */
  metrics: some(text),
  /** Ids of the claims that make sense there; they judge no other metric. */
  claims: some(slug),
  /** Names of the series that make sense there. */
  series: v.optional(some(text)),
  /** Names of the parameters that say how something is broken: they have no effect there. */
  withoutEffect: v.optional(some(text)),
  /** Ids of the predictions whose answer is measured there. */
  predictions: v.optional(some(slug)),
});

/** What of one experiment makes sense on AWS. */
export type PartOnAws = v.InferOutput<typeof partOnAwsSchema>;

/** An experiment that does not run there, and why, in a reader's words and whole sentences. */
const refusedOnAwsSchema = v.strictObject({ refused: text });

export type OnAws = PartOnAws | v.InferOutput<typeof refusedOnAwsSchema>;

/** By the name of the experiment; one that is not named runs whole. */
export const onAwsSchema = v.record(
  slug,
  v.lazy((said) =>
    typeof said === 'object' && said !== null && 'refused' in said ? refusedOnAwsSchema : partOnAwsSchema,
  ),
);

/** How an experiment runs on AWS. */
export const waysOnAws = ['whole', 'part', 'refused'] as const;
export type WayOnAws = (typeof waysOnAws)[number];

/** Data of `<OnAws>`: the experiments of one way, as `lab/experiment`, and why they do not run whole. */
export interface OnAwsData {
  experiments: { name: string; why?: string | undefined }[];
}
