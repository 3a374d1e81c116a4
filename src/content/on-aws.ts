import * as v from 'valibot';

/*
 * What of a lab's experiments makes sense in an AWS account (labs/<lab>/on-aws.yaml): of those that break something on
 * purpose or count what happens inside the cloud, and measure other things besides. It stands beside the experiments and
 * not in them, because what is said about AWS changes nothing in what was recorded here.
 */

const text = v.pipe(v.string(), v.trim(), v.minLength(1));
const slug = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be a kebab-case slug'));
const some = <Item extends v.GenericSchema>(item: Item) => v.pipe(v.array(item), v.minLength(1));

export const partOnAwsSchema = v.strictObject({
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

/** By the name of the experiment; of one that is not named, all makes sense or none. */
export const onAwsSchema = v.record(slug, partOnAwsSchema);
