import * as v from 'valibot';
import { common, text } from './common.ts';

/** Steps to bring into order. The file holds them in the right one. */
export const orderSchema = v.pipe(
  v.object({
    kind: v.literal('order'),
    ...common,
    steps: v.pipe(
      v.array(
        v.object({
          text,
          /** Why the step stands where it stands. */
          feedback: text,
        }),
      ),
      v.minLength(4, 'order needs at least four steps'),
    ),
  }),
  v.check(
    ({ steps }) => new Set(steps.map((each) => each.text)).size === steps.length,
    'order needs steps whose texts differ: two equal ones could be swapped unseen',
  ),
);
export type OrderQuestion = v.InferOutput<typeof orderSchema>;
