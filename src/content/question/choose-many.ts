import * as v from 'valibot';
import { common, option } from './common.ts';

/** Several options, of which each is right or wrong by itself; all have to be judged rightly. */
export const chooseManySchema = v.pipe(
  v.object({
    kind: v.literal('choose-many'),
    ...common,
    options: v.pipe(v.array(option), v.minLength(4, 'choose-many needs at least four options')),
  }),
  v.check(
    ({ options }) => options.some((each) => each.correct) && options.some((each) => !each.correct),
    'choose-many needs at least one option with `correct: true` and one without',
  ),
);
export type ChooseManyQuestion = v.InferOutput<typeof chooseManySchema>;
