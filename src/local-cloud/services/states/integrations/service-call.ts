import { actionErrorOf } from '../../../kernel/contracts/service-api.ts';
import { StateFailure } from '../failure.ts';
import type { Integration } from './integration.ts';

interface ServiceAction {
  /** As its ARNs and the kernel name the service: `sqs`. */
  service: string;
  /** As the API names it: `SendMessage`. */
  action: string;
  /** Before the name of an error: `SQS`; or how an error’s code becomes its name. */
  errors: string | ((code: string) => string);
  takesToken?: boolean;
  arguments: readonly string[];
  /** The API's input, where it is not the arguments as they are. */
  input?(given: Record<string, unknown>): Record<string, unknown>;
}

/** An integration that calls an action of another service's API, and gives what the API answers. */
export function serviceCall(call: ServiceAction): Integration {
  const { service, action, errors, takesToken = false, input: inputOf = (given) => given } = call;
  return {
    resource: `${service}:${action[0]?.toLowerCase()}${action.slice(1)}`,
    takesToken,
    arguments: call.arguments,
    async call({ input, kernel, executionId }) {
      try {
        return await kernel.apis.call(service, action, inputOf(input), { cause: executionId });
      } catch (error) {
        const { code, message } = actionErrorOf(error);
        throw new StateFailure(typeof errors === 'string' ? `${errors}.${code}` : errors(code), message);
      }
    },
  };
}

/** A text as it is, anything else as JSON text. */
export const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
