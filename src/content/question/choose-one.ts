import * as v from 'valibot';
import { common, option } from './common.ts';

/** Several options, one of them right. */
export const chooseOneSchema = v.pipe(
  v.object({
    kind: v.literal('choose-one'),
    ...common,
    options: v.pipe(v.array(option), v.minLength(3, 'choose-one needs at least three options')),
  }),
  v.check(
    (question) => question.options.filter((each) => each.correct).length === 1,
    'choose-one needs exactly one option with `correct: true`',
  ),
);
export type ChooseOneQuestion = v.InferOutput<typeof chooseOneSchema>;
