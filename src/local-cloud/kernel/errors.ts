/** An error that tells the caller what is wrong and what to do, in two parts. */
export class DeployError extends Error {
  override name = 'DeployError';
  readonly problem: string;
  readonly remedy: string;

  constructor(problem: string, remedy: string) {
    super(`${problem}\n${remedy}`);
    this.problem = problem;
    this.remedy = remedy;
  }
}

/** Why a target did not take a delivery. `retryable`: trying again later may help (throttled, down). */
export class DeliveryError extends Error {
  override name = 'DeliveryError';
  readonly code: string;
  readonly retryable: boolean;

  constructor(code: string, message: string, retryable: boolean) {
    super(message);
    this.code = code;
    this.retryable = retryable;
  }
}
