/** An error answer of Lambda's API, in AWS's form: the type in a header, the rest as JSON. */
export class ApiError extends Error {
  override name = 'ApiError';
  readonly status: number;
  readonly type: string;
  readonly details: Record<string, string>;

  constructor(status: number, type: string, message: string, details: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.type = type;
    this.details = details;
  }
}
