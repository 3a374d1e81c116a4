import type { ApiAction } from '../action.ts';
import { checkConstraints, failed, type Parameter } from '../parameters.ts';
import { errorObject, requestBody } from './request-body.ts';

const callbackId: Parameter = {
  name: 'callbackId',
  in: 'path',
  minLength: 1,
  maxLength: 1_024,
  pattern: '[A-Za-z0-9+/]+={0,2}',
};

/** "Maximum size is 256 KB." */
const maxResultBytes = 262_144;

/** https://docs.aws.amazon.com/lambda/latest/api/API_SendDurableExecutionCallbackSuccess.html */
export const sendDurableExecutionCallbackSuccess: ApiAction = {
  name: 'SendDurableExecutionCallbackSuccess',
  method: 'POST',
  path: /^\/2025-12-01\/durable-execution-callbacks\/(?<name>[^/]+)\/succeed$/,
  parameters: [callbackId],
  perform({ service, named, body }) {
    if (body.length > maxResultBytes)
      checkConstraints([
        `Value at 'result' ${failed}: Member must have length less than or equal to ${maxResultBytes}`,
      ]);
    const result = body.length === 0 ? undefined : body.toString('utf8');
    service.executions.awaiting(named).completeCallback(named, { result });
    return { status: 200, body: {} };
  },
};

/** https://docs.aws.amazon.com/lambda/latest/api/API_SendDurableExecutionCallbackFailure.html */
export const sendDurableExecutionCallbackFailure: ApiAction = {
  name: 'SendDurableExecutionCallbackFailure',
  method: 'POST',
  path: /^\/2025-12-01\/durable-execution-callbacks\/(?<name>[^/]+)\/fail$/,
  parameters: [callbackId],
  perform({ service, named, body }) {
    const error = requestBody(errorObject, body);
    service.executions.awaiting(named).completeCallback(named, { error });
    return { status: 200, body: {} };
  },
};

/** https://docs.aws.amazon.com/lambda/latest/api/API_SendDurableExecutionCallbackHeartbeat.html */
export const sendDurableExecutionCallbackHeartbeat: ApiAction = {
  name: 'SendDurableExecutionCallbackHeartbeat',
  method: 'POST',
  path: /^\/2025-12-01\/durable-execution-callbacks\/(?<name>[^/]+)\/heartbeat$/,
  parameters: [callbackId],
  perform({ service, named }) {
    service.executions.awaiting(named).beat(named);
    return { status: 200, body: {} };
  },
};
