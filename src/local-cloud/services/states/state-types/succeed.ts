import * as v from 'valibot';
import { common, json } from '../definition/fields.ts';
import { inputAndOutputPath } from '../definition/json-path-fields.ts';
import { defineState } from './state-type.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-succeed.html */
export const succeed = defineState({
  type: 'Succeed',
  schema: v.strictObject({ ...common, Output: v.optional(json) }),
  inJsonPath: v.strictObject({ ...common, ...inputAndOutputPath }),
  leadsNowhere: true,
  run: async ({ state, query }) => query.conclude(state, undefined, await query.given(), {}),
});
