import * as v from 'valibot';
import { assign, common, expression, json, output } from '../definition/fields.ts';
import { StateFailure } from '../failure.ts';
import { defineState } from './state-type.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html */
export const choice = defineState({
  type: 'Choice',
  schema: v.strictObject({
    ...common,
    ...output,
    Choices: v.pipe(
      v.array(
        v.strictObject({
          Condition: v.union([v.boolean(), expression]),
          Next: v.string(),
          Output: v.optional(json),
          Assign: v.optional(assign),
          Comment: v.optional(v.string()),
        }),
      ),
      v.minLength(1, 'must have a rule'),
    ),
    Default: v.optional(v.string()),
  }),
  leadsNowhere: true,
  leadsTo: ({ Choices, Default }) => [
    ...Choices.map(({ Next }) => Next),
    ...(Default === undefined ? [] : [Default]),
  ],
  async run({ state, input, query, name }) {
    for (const [index, rule] of state.Choices.entries()) {
      const field = `Choices[${index}]/Condition`;
      const holds = await query.value(field, rule.Condition);
      if (typeof holds !== 'boolean')
        throw new StateFailure(
          'States.QueryEvaluationError',
          `The field '${field}' of the state '${name}' must be true or false, and is ${JSON.stringify(holds)}.`,
        );
      if (holds) return query.conclude(rule, rule.Next, input, {});
    }
    // "Assign" and "Output" of the state itself hold for its Default.
    if (state.Default !== undefined) return query.conclude(state, state.Default, input, {});
    throw new StateFailure(
      'States.NoChoiceMatched',
      `An error occurred while executing the state '${name}'. Failed to transition out of the state. The state does not point to a next state.`,
    );
  },
});
