import type { IncomingHttpHeaders } from 'node:http';
import { functionArn } from '../function-arn.ts';
import type { LambdaFunction } from '../lambda-function.ts';
import type { LambdaService } from '../lambda-service.ts';
import { ApiError } from './api-error.ts';

/** A call of Lambda's API, as its action gets it. */
export interface ApiCall {
  service: LambdaService;
  /** Of the path: name, ARN or id of the function, execution or callback that the call is about, if it has one. */
  named: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** The request's own id; an invocation takes it over. */
  requestId: string;
  /** The invocation whose handler calls, if one does. */
  callerInvocationId: string | undefined;
}

export interface ApiAnswer {
  status: number;
  headers?: Record<string, string>;
  /** A JSON value; nothing when undefined. */
  body?: unknown;
}

/** One action of Lambda's API: https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html */
export interface ApiAction {
  name: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With what the call is about as the group `name`. */
  path: RegExp;
  /** Throws an ApiError. */
  perform(call: ApiCall): Promise<ApiAnswer> | ApiAnswer;
}

/** The function that a call names, qualifier included. Throws AWS's 404 when there is none. */
export function functionOf({ service, named, query }: ApiCall): LambdaFunction {
  const qualifier = query.get('Qualifier') ?? undefined;
  const fn = service.find(named, qualifier);
  if (!fn) {
    const arn = functionArn(named);
    throw new ApiError(
      404,
      'ResourceNotFoundException',
      `Function not found: ${qualifier === undefined ? arn : `${arn}:${qualifier}`}`,
    );
  }
  return fn;
}
