import * as v from 'valibot';
import { common, option } from './common.ts';

/** Several options, of which each is right or wrong by itself; the card says how many are right. */
export const chooseManySchema = v.pipe(
  v.object({
    kind: v.literal('choose-many'),
    ...common,
    options: v.pipe(v.array(option), v.minLength(4, 'choose-many needs at least four options')),
  }),
  v.check(
    ({ options }) =>
      options.filter((each) => each.correct).length >= 2 && options.some((each) => !each.correct),
    'choose-many needs at least two options with `correct: true` and one without',
  ),
);
export type ChooseManyQuestion = v.InferOutput<typeof chooseManySchema>;
