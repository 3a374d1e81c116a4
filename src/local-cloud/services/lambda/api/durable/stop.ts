import type { ApiAction } from '../action.ts';
import { jsonOf } from './json-of.ts';
import { errorObject, requestBody } from './request-body.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_StopDurableExecution.html */
export const stopDurableExecution: ApiAction = {
  name: 'StopDurableExecution',
  method: 'POST',
  path: /^\/2025-12-01\/durable-executions\/(?<name>[^/]+)\/stop$/,
  perform({ service, named, body }) {
    const execution = service.executions.get(named);
    execution.stop(requestBody(errorObject, body));
    return { status: 200, body: jsonOf({ StopTimestamp: execution.endedAt }) };
  },
};
