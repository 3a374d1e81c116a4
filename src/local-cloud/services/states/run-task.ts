import { account } from '../../kernel/account.ts';
import { StateFailure, unlessAborted } from './failure.ts';
import { integrationOf } from './integrations/registry.ts';
import { payloadText } from './limits.ts';
import type { Visit } from './visit.ts';
import { withinTime } from './within-time.ts';

interface TaskState extends Record<string, unknown> {
  Resource: string;
  Arguments?: unknown;
  TimeoutSeconds?: number | string | undefined;
  HeartbeatSeconds?: number | string | undefined;
}

/** One attempt at a task, with its events. Gives the result; throws a StateFailure. */
export async function runTask(visit: Visit<TaskState>, retryCount: number): Promise<unknown> {
  const { state, frame, query, input } = visit;
  const { integration, waits } = integrationOf(state.Resource) ?? {};
  if (!integration) throw new Error(`No integration for ${state.Resource}.`);
  const { executionId, surroundings } = frame.execution;
  const token = waits ? surroundings.tokens.issue() : undefined;
  try {
    const context = {
      State: { ...(visit.context.State as object), RetryCount: retryCount },
      ...(token && { Task: { Token: token.token } }),
    };
    const given =
      state.Arguments === undefined ? input : await query.value('Arguments', state.Arguments, {}, context);
    const timeoutSeconds = await query.number('TimeoutSeconds', state.TimeoutSeconds);
    const heartbeatSeconds = await query.number('HeartbeatSeconds', state.HeartbeatSeconds);
    const [resourceType = '', resource = ''] = state.Resource.replace('arn:aws:states:::', '').split(':');
    const named = { resourceType, resource };
    frame.thread.add('TaskScheduled', {
      taskScheduledEventDetails: {
        ...named,
        region: account.region,
        parameters: payloadText(given, 'The task has parameters'),
        ...(timeoutSeconds !== undefined && { timeoutInSeconds: timeoutSeconds }),
        ...(heartbeatSeconds !== undefined && { heartbeatInSeconds: heartbeatSeconds }),
      },
    });
    frame.thread.add('TaskStarted', { taskStartedEventDetails: named });
    const isObject = typeof given === 'object' && given !== null && !Array.isArray(given);
    const work = async () => {
      const answer = await integration.call({
        input: isObject ? (given as Record<string, unknown>) : {},
        executionId,
        kernel: surroundings.kernel,
      });
      if (!token) return answer;
      frame.thread.add('TaskSubmitted', {
        taskSubmittedEventDetails: { ...named, ...written(payloadText(answer, 'The task answered')) },
      });
      return token.answer;
    };
    try {
      const timed = withinTime(work(), surroundings.kernel.clock, {
        timeoutSeconds,
        heartbeatSeconds,
        token,
      });
      const result = await unlessAborted(timed, frame.signal);
      frame.thread.add('TaskSucceeded', {
        taskSucceededEventDetails: {
          ...named,
          ...written(payloadText(result, `The state/task '${named.resourceType}' returned a result`)),
        },
      });
      return result;
    } catch (error) {
      if (error instanceof StateFailure) addFailure(visit, named, error);
      throw error;
    }
  } finally {
    token?.end();
  }
}

const written = (output: string) => ({ output, outputDetails: { truncated: false } });

function addFailure({ frame }: Visit<TaskState>, named: object, { error, cause }: StateFailure): void {
  const details = { ...named, error, cause };
  if (error === 'States.Timeout' || error === 'States.HeartbeatTimeout')
    frame.thread.add('TaskTimedOut', { taskTimedOutEventDetails: details });
  else frame.thread.add('TaskFailed', { taskFailedEventDetails: details });
}
