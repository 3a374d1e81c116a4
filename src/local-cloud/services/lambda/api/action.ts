import type { IncomingHttpHeaders } from 'node:http';
import { functionArn } from '../function-arn.ts';
import type { LambdaFunction } from '../lambda-function.ts';
import type { LambdaService } from '../lambda-service.ts';
import { ApiError } from './api-error.ts';

/** A call of Lambda's API, as its action gets it. */
export interface ApiCall {
  service: LambdaService;
  /** Of the path: the function's name or ARN, if it has one. */
  functionName: string;
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
  /** With the function's name as the group `name`. */
  path: RegExp;
  /** Throws an ApiError. */
  perform(call: ApiCall): Promise<ApiAnswer> | ApiAnswer;
}

/** The function that a call names, qualifier included. Throws AWS's 404 when there is none. */
export function functionOf({ service, functionName, query }: ApiCall): LambdaFunction {
  const qualifier = query.get('Qualifier') ?? undefined;
  const fn = service.find(functionName, qualifier);
  if (!fn) {
    const arn = functionArn(functionName);
    throw new ApiError(
      404,
      'ResourceNotFoundException',
      `Function not found: ${qualifier === undefined ? arn : `${arn}:${qualifier}`}`,
    );
  }
  return fn;
}
