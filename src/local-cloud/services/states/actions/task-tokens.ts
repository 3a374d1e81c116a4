import * as v from 'valibot';
import { ApiServerError } from '../../../http/api-server.ts';
import { action } from './action.ts';

const taskToken = v.pipe(v.string(), v.minLength(1), v.maxLength(2_048));

export const sendTaskSuccess = action(
  v.object({ taskToken, output: v.string() }),
  ({ taskToken, output }, { tokens }) => answered(tokens.succeed(taskToken, outputOf(output))),
);

export const sendTaskFailure = action(
  v.object({ taskToken, error: v.nullish(v.string()), cause: v.nullish(v.string()) }),
  ({ taskToken, error, cause }, { tokens }) => answered(tokens.fail(taskToken, error ?? '', cause ?? '')),
);

export const sendTaskHeartbeat = action(v.object({ taskToken }), ({ taskToken }, { tokens }) =>
  answered(tokens.heartbeat(taskToken)),
);

/** The task is over: it was answered before, timed out, or its execution ended. */
function answered(waited: boolean): object {
  if (waited) return {};
  throw new ApiServerError(
    'TaskTimedOut',
    'Task Timed Out: The task does not exist anymore, or no task has this token.',
  );
}

function outputOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ApiServerError('InvalidOutput', `Invalid Output: '${(error as Error).message}'`);
  }
}
