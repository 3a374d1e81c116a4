import type { IncomingHttpHeaders } from 'node:http';
import { account } from '../../../kernel/account.ts';
import { functionArn } from '../function-arn.ts';
import type { LambdaFunction } from '../lambda-function.ts';
import type { LambdaService } from '../lambda-service.ts';
import { ApiError } from './api-error.ts';
import type { Parameter } from './parameters.ts';

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
  /** What is checked before it is performed. */
  parameters?: readonly Parameter[];
  /** Throws an ApiError. */
  perform(call: ApiCall): Promise<ApiAnswer> | ApiAnswer;
}

/**
 * The function that a call names, qualifier included. Throws AWS's 404 when there is none, and its 400 when the name and
 * the parameter Qualifier say different ones.
 */
export function functionOf({ service, named, query }: ApiCall): LambdaFunction {
  const qualifier = query.get('Qualifier') || undefined;
  const { region, accountId = account.id, qualifier: own } = partsOfName(named);
  if (own !== undefined && qualifier !== undefined && own !== qualifier)
    throw new ApiError(
      400,
      'InvalidParameterValueException',
      'The derived qualifier from the function name does not match the specified qualifier.',
    );
  if (region !== undefined && region !== account.region)
    throw new ApiError(
      404,
      'ResourceNotFoundException',
      `Functions from '${region}' are not reachable in this region ('${account.region}')`,
    );
  const fn = accountId === account.id ? service.find(named, qualifier) : undefined;
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

interface PartsOfName {
  region?: string | undefined;
  accountId?: string | undefined;
  qualifier?: string | undefined;
}

/** What a name, a partial ARN or an ARN says besides the name itself. */
export const partsOfName = (named: string): PartsOfName =>
  /^(?:arn:[^:]*:lambda:)?(?:(?<region>[a-z]{2}-[a-z-]+-\d):)?(?:(?<accountId>\d{12}):)?(?:function:)?[^:]+(?::(?<qualifier>[^:]+))?$/.exec(
    named,
  )?.groups ?? {};
