import type { ApiAction } from '../action.ts';
import { errorObject, requestBody } from './request-body.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_SendDurableExecutionCallbackSuccess.html */
export const sendDurableExecutionCallbackSuccess: ApiAction = {
  name: 'SendDurableExecutionCallbackSuccess',
  method: 'POST',
  path: /^\/2025-12-01\/durable-execution-callbacks\/(?<name>[^/]+)\/succeed$/,
  perform({ service, named, body }) {
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
  perform({ service, named }) {
    service.executions.awaiting(named).beat(named);
    return { status: 200, body: {} };
  },
};
