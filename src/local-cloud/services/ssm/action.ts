import * as v from 'valibot';
import { type ApiAction, actionsOf } from '../../http/api-action.ts';
import type { ParameterStore } from './parameter-store.ts';

/** An action of the API. */
export type Action = ApiAction<ParameterStore>;

export const text = v.pipe(v.string(), v.minLength(1, 'must not be empty'));
export const names = v.pipe(
  v.array(text),
  v.minLength(1, 'Member must have length greater than or equal to 1'),
  v.maxLength(10, 'Member must have length less than or equal to 10'),
);
export const tags = v.array(v.strictObject({ Key: text, Value: v.string() }));

/** Defines an action with the shape of its input. */
export const action = actionsOf<ParameterStore>();
