import * as v from 'valibot';
import { ApiServerError } from '../../../http/api-server.ts';
import { limits } from '../limits.ts';
import type { TaskTokens } from '../task-tokens.ts';
import { action, invalidToken, said } from './action.ts';

const taskToken = v.pipe(v.string(), v.minLength(1), v.maxLength(2_048));

const output = v.pipe(
  v.string(),
  v.maxBytes(limits.payloadBytes, `Member must have length less than or equal to ${limits.payloadBytes}`),
);

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html */
export const sendTaskSuccess = action(
  v.strictObject({ taskToken, output }),
  ({ taskToken, output }, { tokens }) => {
    const value = outputOf(output);
    return answered(tokens, taskToken, tokens.succeed(taskToken, value));
  },
);

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskFailure.html */
export const sendTaskFailure = action(
  v.strictObject({ taskToken, ...said }),
  ({ taskToken, error, cause }, { tokens }) =>
    answered(tokens, taskToken, tokens.fail(taskToken, error ?? '', cause ?? '')),
);

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskHeartbeat.html */
export const sendTaskHeartbeat = action(v.strictObject({ taskToken }), ({ taskToken }, { tokens }) =>
  answered(tokens, taskToken, tokens.heartbeat(taskToken)),
);

/** "The task token has either expired or the task associated with the token has already been closed", or it is none. */
function answered(tokens: TaskTokens, token: string, waited: boolean): object {
  if (waited) return {};
  if (!tokens.wasIssued(token)) throw invalidToken();
  throw new ApiServerError('TaskTimedOut', 'Task Timed Out: The task does not exist anymore.');
}

function outputOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ApiServerError('InvalidOutput', `Invalid Output: '${(error as Error).message}'`);
  }
}
