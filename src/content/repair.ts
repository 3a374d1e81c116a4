import * as v from 'valibot';

const text = v.pipe(v.string(), v.trim(), v.minLength(1));
const slug = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and single hyphens'),
);

const file = v.pipe(
  v.string(),
  v.regex(/^(stack\.ts|stack\/.+|handlers\/.+)$/, 'stack.ts, or a file of stack/ or handlers/'),
);

/** A change to one file below a lab's folder. `find` has to be in it exactly once. */
export const editSchema = v.strictObject({
  file,
  find: v.pipe(v.string(), v.minLength(1)),
  replace: v.string(),
});
export type Edit = v.InferOutput<typeof editSchema>;

/** A change that takes the place of a whole `// #region` of the lab, its marks included. */
export const regionEditSchema = v.strictObject({ file, region: text, replace: v.string() });
export type RegionEdit = v.InferOutput<typeof regionEditSchema>;

/** A pipeline that is broken on purpose: `labs/<lab>/repairs/<name>/repair.yaml`. Its judge is `judge.ts` beside it. */
export const repairSchema = v.strictObject({
  /** One line, as the ticket says it. */
  title: text,
  /** The lesson that whoever mends it has read, e.g. `delivery/idempotency`. */
  lesson: v.pipe(v.string(), v.regex(/^[a-z-]+\/[a-z-]+$/, 'part/lesson')),
  /** The claim of the lab that it is about, e.g. `queued-api/delivered-twice/conditional-write-charges-once`. */
  claim: v.pipe(v.string(), v.regex(/^[a-z-]+\/[a-z-]+\/[a-z0-9-]+$/, 'lab/experiment/claim')),
  /** What happened at work, in paragraphs. */
  story: v.pipe(v.array(text), v.minLength(1)),
  /** What metrics, logs and traces show of it. */
  seen: v.pipe(v.array(v.strictObject({ where: text, shows: text })), v.minLength(2)),
  hints: v.pipe(v.array(text), v.length(3)),
  /** The question of an interviewer that it prepares, and the page that has it. */
  prepares: v.strictObject({ question: text, page: v.pipe(v.string(), v.regex(/^[a-z-]+\/[a-z-]+$/)) }),
  /** Files of the lab that are not delivered, because they would give the solution away. */
  leavesOut: v.optional(v.array(text), []),
  /** What is broken in the lab. */
  breaks: v.pipe(v.array(v.union([editSchema, regionEditSchema])), v.minLength(1)),
  /** Metrics of the experiment that say what a way to mend it costs. */
  costs: v.pipe(v.array(v.string()), v.minLength(1)),
  /** Ways to mend it, the one that fits best first; edits of what is delivered. */
  approaches: v.pipe(
    v.array(
      v.strictObject({
        name: slug,
        title: text,
        why: text,
        edits: v.pipe(v.array(editSchema), v.minLength(1)),
      }),
    ),
    v.minLength(1),
  ),
  /** What tempts and is wrong, and which demands of the judge refuse it. */
  temptations: v.pipe(
    v.array(
      v.strictObject({
        title: text,
        edits: v.pipe(v.array(editSchema), v.minLength(1)),
        refusedBy: v.pipe(v.array(v.string()), v.minLength(1)),
      }),
    ),
    v.minLength(1),
  ),
});
export type Repair = v.InferOutput<typeof repairSchema>;

/** A repair as a page tells of it: nothing that would give the solution away. */
export type ListedRepair = Pick<Repair, 'title' | 'story' | 'seen' | 'prepares' | 'claim'> & {
  name: string;
  lesson: { id: string; title: string };
};
