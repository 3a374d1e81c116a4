/** What a front sends back to the caller. */
export interface HttpAnswer {
  status: number;
  /** HTTP's own for the status unless given. */
  statusText?: string | undefined;
  headers: Record<string, string | string[]>;
  body: string | Buffer;
  /** What went wrong in the integration, as `$context.integrationErrorMessage` tells it. The caller does not see it. */
  integrationError?: string;
}

/** API Gateway's own answer: a JSON object with one member, `message`. */
export function messageAnswer(status: number, text: string): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message: text }) };
}
