import type { CloudEvent } from '../../../../content/event.ts';
import type { InvocationResult } from '../../../kernel/contracts/invocation.ts';
import { endLines, startLine } from '../invocation-log.ts';
import type { LambdaFunction } from '../lambda-function.ts';
import { type ApiAction, type ApiAnswer, type ApiCall, functionOf } from './action.ts';
import { ApiError } from './api-error.ts';
import { namespacedFunctionName, qualifier } from './parameters.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const maxPayloadBytes = { Event: 1_048_576, RequestResponse: 6_291_456, DryRun: 6_291_456 };
type InvocationType = keyof typeof maxPayloadBytes;

const executionNameHeader = 'x-amz-durable-execution-name';
const tenantHeader = 'x-amz-tenant-id';

/** "The last 4 KB of the execution log." */
const logTailBytes = 4096;

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
export const invoke: ApiAction = {
  name: 'Invoke',
  method: 'POST',
  path: /^\/2015-03-31\/functions\/(?<name>[^/]+)\/invocations$/,
  parameters: [
    namespacedFunctionName,
    qualifier,
    { name: 'invocationType', in: { header: 'x-amz-invocation-type' }, oneOf: Object.keys(maxPayloadBytes) },
    { name: 'logType', in: { header: 'x-amz-log-type' }, oneOf: ['None', 'Tail'] },
    // "Up to 3,583 bytes of base64-encoded data".
    { name: 'clientContext', in: { header: 'x-amz-client-context' }, maxLength: 3_583 },
    {
      name: 'durableExecutionName',
      in: { header: executionNameHeader },
      minLength: 1,
      maxLength: 64,
      pattern: '[a-zA-Z0-9-_]+',
    },
    { name: 'tenantId', in: { header: tenantHeader }, minLength: 1, maxLength: 256 },
  ],
  async perform(call) {
    const fn = functionOf(call);
    const type = String(call.headers['x-amz-invocation-type'] ?? 'RequestResponse') as InvocationType;
    if (call.headers[tenantHeader] !== undefined)
      throw new ApiError(
        400,
        'InvalidParameterValueException',
        `TenantId is for functions with tenant isolation; ${fn.configuration.name} has none.`,
      );
    const payload = payloadOf(call, type);
    const causes = [call.callerInvocationId ?? call.requestId];
    if (type === 'DryRun') return { status: 204 };
    if (fn.isDurable) return invokeDurably(call, fn, { type, payload, causes });
    if (call.headers[executionNameHeader] !== undefined)
      throw new ApiError(
        400,
        'InvalidParameterValueException',
        `DurableExecutionName is for durable functions; ${fn.configuration.name} is none.`,
      );
    if (type === 'Event') {
      fn.invokeAsync({ trigger: 'invoke', causes, payload });
      return { status: 202 };
    }
    const log = call.headers['x-amz-log-type'] === 'Tail' ? recordLog(call, fn) : undefined;
    const result = await fn.invoke({
      trigger: 'invoke',
      causes,
      payload,
      clientContext: clientContextOf(call),
      invocationId: call.requestId,
    });
    return answerOf(fn, result, log?.(result));
  },
};

/** https://docs.aws.amazon.com/lambda/latest/dg/durable-invoking.html */
async function invokeDurably(
  call: ApiCall,
  fn: LambdaFunction,
  { type, payload, causes }: { type: InvocationType; payload: unknown; causes: string[] },
): Promise<ApiAnswer> {
  const name = call.headers[executionNameHeader]?.toString();
  const request = { trigger: 'invoke' as const, causes, payload };
  if (type === 'Event') {
    const { execution } = fn.invokeExecutionAsync(request, name);
    return { status: 202, headers: { [executionArnHeader]: execution.arn } };
  }
  const execution = fn.startExecution(
    { ...request, clientContext: clientContextOf(call), invocationId: call.requestId },
    name,
  );
  const answer = answerOf(fn, await execution.run(), undefined);
  return { ...answer, headers: { ...answer.headers, [executionArnHeader]: execution.arn } };
}

const executionArnHeader = 'x-amz-durable-execution-arn';

function payloadOf({ body }: ApiCall, type: InvocationType): unknown {
  const limit = maxPayloadBytes[type];
  if (body.length > limit) {
    throw new ApiError(
      413,
      'RequestTooLargeException',
      `${body.length} byte payload is too large for the ${type} invocation type (limit ${limit} bytes)`,
    );
  }
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw new ApiError(
      400,
      'InvalidRequestContentException',
      `Could not parse request body into json: ${(error as Error).message}`,
    );
  }
}

function clientContextOf({ headers }: ApiCall): unknown {
  const encoded = headers['x-amz-client-context'];
  if (encoded === undefined) return undefined;
  try {
    return JSON.parse(Buffer.from(String(encoded), 'base64').toString('utf8'));
  } catch {
    throw new ApiError(
      400,
      'InvalidRequestContentException',
      'Client context must be a valid Base64-encoded JSON object.',
    );
  }
}

function answerOf(fn: LambdaFunction, result: InvocationResult, logResult: string | undefined): ApiAnswer {
  if (result.outcome === 'throttled')
    throw new ApiError(429, 'TooManyRequestsException', 'Rate Exceeded.', { Reason: result.reason });
  if (result.outcome === 'unavailable')
    throw new ApiError(500, 'ServiceException', result.error.errorMessage);
  return {
    status: 200,
    headers: {
      'x-amz-executed-version': fn.version,
      ...(logResult !== undefined && { 'x-amz-log-result': logResult }),
      ...(result.outcome !== 'succeeded' && { 'x-amz-function-error': 'Unhandled' }),
    },
    body: result.outcome === 'succeeded' ? result.payload : result.error,
  };
}

/** Takes down the log of the call's invocation; the result ends that and gives the tail in Base64. */
function recordLog(
  { service, requestId }: ApiCall,
  fn: LambdaFunction,
): (result: InvocationResult) => string {
  const lines = [startLine(requestId, fn.version)];
  const startedAt = service.events.now();
  const stop = service.events.subscribe((event: CloudEvent) => {
    if (event.type === 'log-line' && event.invocationId === requestId) lines.push(event.line);
  });
  return (result) => {
    stop();
    const durationMs = service.events.now() - startedAt;
    lines.push(...endLines(requestId, durationMs, fn.configuration.memoryMiB, result));
    return Buffer.from(`${lines.join('\n')}\n`)
      .subarray(-logTailBytes)
      .toString('base64');
  };
}
