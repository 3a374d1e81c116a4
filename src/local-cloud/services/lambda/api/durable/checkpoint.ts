import type { OperationUpdate } from '@aws-sdk/client-lambda';
import * as v from 'valibot';
import type { ApiAction } from '../action.ts';
import { jsonOf } from './json-of.ts';
import { errorObject, requestBody } from './request-body.ts';

const text = v.string();
const seconds = v.pipe(v.number(), v.integer(), v.minValue(0));

/** https://docs.aws.amazon.com/lambda/latest/api/API_OperationUpdate.html */
const operationUpdate = v.strictObject({
  Id: v.pipe(text, v.minLength(1), v.maxLength(64)),
  ParentId: v.optional(text),
  Name: v.optional(text),
  Type: text,
  SubType: v.optional(text),
  Action: text,
  Payload: v.optional(text),
  Error: v.optional(errorObject),
  ContextOptions: v.optional(v.strictObject({ ReplayChildren: v.optional(v.boolean()) })),
  StepOptions: v.optional(v.strictObject({ NextAttemptDelaySeconds: v.optional(seconds) })),
  WaitOptions: v.optional(v.strictObject({ WaitSeconds: v.optional(seconds) })),
  CallbackOptions: v.optional(
    v.strictObject({ TimeoutSeconds: v.optional(seconds), HeartbeatTimeoutSeconds: v.optional(seconds) }),
  ),
  ChainedInvokeOptions: v.optional(v.object({ FunctionName: text })),
});

const checkpointRequest = v.strictObject({
  CheckpointToken: text,
  ClientToken: v.optional(text),
  Updates: v.optional(v.array(operationUpdate), []),
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_CheckpointDurableExecution.html */
export const checkpointDurableExecution: ApiAction = {
  name: 'CheckpointDurableExecution',
  method: 'POST',
  path: /^\/2025-12-01\/durable-executions\/(?<name>[^/]+)\/checkpoint$/,
  perform({ service, named, body, callerInvocationId }) {
    const { CheckpointToken, ClientToken, Updates } = requestBody(checkpointRequest, body);
    const { token, operations } = service.executions.get(named).checkpoint({
      token: CheckpointToken,
      updates: Updates as OperationUpdate[],
      clientToken: ClientToken,
      invocationId: callerInvocationId,
    });
    return {
      status: 200,
      body: { CheckpointToken: token, NewExecutionState: { Operations: jsonOf(operations) } },
    };
  },
};
