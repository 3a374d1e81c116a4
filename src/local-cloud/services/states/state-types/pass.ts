import * as v from 'valibot';
import { common, output, transition } from '../definition/fields.ts';
import {
  assignInJsonPath,
  inputAndOutputPath,
  parameters,
  resultPath,
} from '../definition/json-path-fields.ts';
import { defineState } from './state-type.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-pass.html */
export const pass = defineState({
  type: 'Pass',
  schema: v.strictObject({ ...common, ...transition, ...output }),
  inJsonPath: v.strictObject({
    ...common,
    ...transition,
    ...inputAndOutputPath,
    ...parameters,
    ...resultPath,
    ...assignInJsonPath,
    Result: v.optional(v.unknown()),
  }),
  async run({ state, query }) {
    const { Result = await query.given() } = state as { Result?: unknown };
    return query.conclude(state, state.Next, Result, {});
  },
});
