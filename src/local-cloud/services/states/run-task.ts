import { Aborted, StateFailure, unlessAborted } from './failure.ts';
import type { IntegrationCall } from './integrations/integration.ts';
import { calledBy } from './integrations/registry.ts';
import { payloadText } from './limits.ts';
import { taskEvents } from './task-events.ts';
import type { Visit } from './visit.ts';
import { withinTime } from './within-time.ts';

interface TaskState extends Record<string, unknown> {
  Resource: string;
  TimeoutSeconds?: number | string | undefined;
  HeartbeatSeconds?: number | string | undefined;
}

/** One attempt at a task, with its events. Gives the result; throws a StateFailure. */
export async function runTask(visit: Visit<TaskState>, retryCount: number): Promise<unknown> {
  const { state, frame, query } = visit;
  const called = calledBy(state.Resource);
  if (!called) throw new Error(`Nothing to call for ${state.Resource}.`);
  const { executionId, arn, surroundings } = frame.execution;
  const token = called.waits ? surroundings.tokens.issue() : undefined;
  const events = taskEvents(frame.thread, state.Resource, called.named);
  try {
    const context = {
      State: { ...(visit.context.State as object), RetryCount: retryCount },
      ...(token && { Task: { Token: token.token } }),
    };
    const given = await query.given(context);
    const timeoutSeconds = await query.number('TimeoutSeconds', state.TimeoutSeconds);
    const heartbeatSeconds = await query.number('HeartbeatSeconds', state.HeartbeatSeconds);
    events.scheduled(payloadText(given, 'The task has parameters'), { timeoutSeconds, heartbeatSeconds });
    const isObject = typeof given === 'object' && given !== null && !Array.isArray(given);
    const call: IntegrationCall = {
      input: isObject ? (given as Record<string, unknown>) : {},
      given,
      executionId,
      executionArn: arn,
      kernel: surroundings.kernel,
      executionEnded: surroundings.executionEnded,
    };
    let cancel = async () => {};
    const work = async () => {
      const answer = await called.call(call);
      const { job } = called;
      if (!token && !job) return answer;
      events.submitted(payloadText(answer, 'The task answered'));
      if (!job) return token?.answer;
      cancel = () => job.cancel(answer, call);
      return job.finish(answer, call);
    };
    try {
      const timed = withinTime(work(), surroundings.kernel.clock, {
        timeoutSeconds,
        heartbeatSeconds,
        token,
      });
      const result = await unlessAborted(timed, frame.signal);
      const what = called.named?.resourceType ?? state.Resource;
      events.succeeded(payloadText(result, `The state/task '${what}' returned a result`));
      return result;
    } catch (error) {
      if (error instanceof StateFailure) events.failed(error);
      if (error instanceof Aborted) await cancel();
      throw error;
    }
  } finally {
    token?.end();
  }
}
