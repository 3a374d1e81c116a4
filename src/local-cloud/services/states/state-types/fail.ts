import * as v from 'valibot';
import { common, plainText, text } from '../definition/fields.ts';
import { pathOrIntrinsic } from '../definition/json-path-fields.ts';
import { StateFailure } from '../failure.ts';
import { defineState, isJsonPath, notBoth } from './state-type.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-fail.html */
export const fail = defineState({
  type: 'Fail',
  schema: v.strictObject({ ...common, Error: v.optional(text), Cause: v.optional(text) }),
  inJsonPath: v.strictObject({
    ...common,
    Error: v.optional(plainText),
    ErrorPath: v.optional(pathOrIntrinsic),
    Cause: v.optional(plainText),
    CausePath: v.optional(pathOrIntrinsic),
  }),
  leadsNowhere: true,
  problems: (state) => ({ Error: notBoth(state, 'Error'), Cause: notBoth(state, 'Cause') }),
  async run({ state, query }) {
    const said = async (field: 'Error' | 'Cause') => {
      const value = await query.value(field, state[field]);
      if (value === undefined || typeof value === 'string') return value ?? '';
      throw new StateFailure(
        isJsonPath(state) ? 'States.Runtime' : 'States.QueryEvaluationError',
        `The field '${field}' must be a text.`,
      );
    };
    throw new StateFailure(await said('Error'), await said('Cause'));
  },
});
