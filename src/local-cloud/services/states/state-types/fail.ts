import * as v from 'valibot';
import { common, plainText, text } from '../definition/fields.ts';
import { StateFailure } from '../failure.ts';
import { defineState } from './state-type.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-fail.html */
export const fail = defineState({
  type: 'Fail',
  schema: v.strictObject({ ...common, Error: v.optional(text), Cause: v.optional(text) }),
  inJsonPath: v.strictObject({ ...common, Error: v.optional(plainText), Cause: v.optional(plainText) }),
  leadsNowhere: true,
  async run({ state, query }) {
    const said = async (field: 'Error' | 'Cause') => {
      const value = await query.value(field, state[field]);
      if (value === undefined || typeof value === 'string') return value ?? '';
      throw new StateFailure('States.QueryEvaluationError', `The field '${field}' must be a text.`);
    };
    throw new StateFailure(await said('Error'), await said('Cause'));
  },
});
