import * as v from 'valibot';
import { common, experimentName, text } from './common.ts';

/** A number to estimate, which a recorded run measured: the file names the run, never the number. */
export const estimateSchema = v.object({
  kind: v.literal('estimate'),
  ...common,
  experiment: experimentName,
  variant: text,
  metric: text,
  /** An answer from value ÷ tolerance to value × tolerance is right; 1 asks for the exact number. */
  tolerance: v.pipe(v.number(), v.minValue(1, 'must be a factor of at least 1')),
  /** Why the value is what it is. */
  feedback: text,
});
export type EstimateQuestion = v.InferOutput<typeof estimateSchema>;
