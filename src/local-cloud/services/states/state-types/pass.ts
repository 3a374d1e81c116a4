import * as v from 'valibot';
import { common, output, transition } from '../definition/fields.ts';
import { defineState } from './state-type.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-pass.html */
export const pass = defineState({
  type: 'Pass',
  schema: v.strictObject({ ...common, ...transition, ...output }),
  inJsonPath: v.strictObject({ ...common, ...transition }),
  run: ({ state, input, query }) => query.conclude(state, state.Next, input, {}),
});
