import * as v from 'valibot';
import { partKinds } from './part-kind.ts';

const kind = v.picklist(partKinds);
/** One kind, or several of which any will do. */
const kinds = v.union([kind, v.pipe(v.array(kind), v.minLength(1))], 'must be a kind of part, or a list');

/** What a point of a rubric asks of a drawing: one of these. */
export const wantedSchema = v.union(
  [
    /** As many parts of the kind, one if it does not say. */
    v.strictObject({ has: kinds, times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(2))) }),
    /** An arrow from one kind right to another. */
    v.strictObject({ arrow: v.tuple([kinds, kinds]) }),
    /** Arrows that lead past these kinds in this order; others may stand between. */
    v.strictObject({ way: v.pipe(v.array(kinds), v.minLength(2)) }),
    /** Each part of one kind has an arrow to one of the other, and there is one. */
    v.strictObject({ each: kinds, to: kinds }),
    /** Arrows lead from one kind to another, and never without passing one of `by`. */
    v.strictObject({ from: kinds, to: kinds, by: kinds }),
    /** For each of these kinds a part of its own, e.g. a queue that leads to no other of them before the next queue. */
    v.strictObject({ own: kinds, of: v.pipe(v.array(kinds), v.minLength(2)) }),
    /** One part that has an arrow from or to each of these. */
    v.strictObject({ one: kinds, beside: v.pipe(v.array(kinds), v.minLength(2)) }),
    /** One part that arrows lead to from each of these. */
    v.strictObject({ one: kinds, after: v.pipe(v.array(kinds), v.minLength(2)) }),
    /** One part that has an arrow to each of at least so many parts of a kind. */
    v.strictObject({ one: kinds, to: kinds, times: v.pipe(v.number(), v.integer(), v.minValue(2)) }),
  ],
  'must be { has }, { arrow }, { way }, { each, to }, { from, to, by }, { own, of }, { one, beside }, { one, after } or { one, to, times }',
);
export type Wanted = v.InferOutput<typeof wantedSchema>;
