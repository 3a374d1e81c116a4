import { DeployError } from '../errors.ts';
import type { InvocationRequest, InvocationResult } from './invocation.ts';

/** A function, version or alias, as its callers need it. */
export interface Invocable {
  invoke(request: InvocationRequest): Promise<InvocationResult>;
}

/** Runs functions by ARN. The service that has functions says once how they are found. */
export class Invoker {
  #resolve: ((arn: string) => Invocable) | undefined;

  register(resolve: (arn: string) => Invocable): void {
    this.#resolve = resolve;
  }

  /**
   * The function that an ARN means, with or without qualifier, also as API Gateway's invocation URI. Throws a DeployError
   * when there is none.
   */
  resolve(arn: string): Invocable {
    if (!this.#resolve)
      throw new DeployError(
        `There is no function ${arn}.`,
        'Refer to one of this stack with Ref or Fn::GetAtt.',
      );
    return this.#resolve(arn);
  }
}
