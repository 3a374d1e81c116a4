import type * as v from 'valibot';
import type { ActionCaller } from '../kernel/contracts/service-api.ts';
import { validated } from './api-server.ts';

/** An action of a service's API. Throws an ApiServerError where it refuses. */
export type ApiAction<Service> = (
  input: Record<string, unknown>,
  service: Service,
  caller: ActionCaller,
) => Promise<object> | object;

/** How a service defines its actions, each with the shape of its input. */
export const actionsOf =
  <Service>() =>
  <Schema extends v.GenericSchema>(
    schema: Schema,
    perform: (
      input: v.InferOutput<Schema>,
      service: Service,
      caller: ActionCaller,
    ) => Promise<object> | object,
  ): ApiAction<Service> =>
  (input, service, caller) =>
    perform(validated(schema, input), service, caller);
