import { account } from '../../kernel/account.ts';
import type { StateFailure } from './failure.ts';
import type { HistoryThread } from './history.ts';
import type { Called } from './integrations/registry.ts';

interface Seconds {
  timeoutSeconds: number | undefined;
  heartbeatSeconds: number | undefined;
}

/** How the history tells of one attempt at a task. JSON values are texts. */
export interface TaskEvents {
  scheduled(given: string, seconds: Seconds): void;
  /** It waits for its token. */
  submitted(answer: string): void;
  succeeded(result: string): void;
  failed(failure: StateFailure): void;
}

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html */
export const taskEvents = (thread: HistoryThread, resource: string, named: Called['named']): TaskEvents =>
  named ? integrationEvents(thread, named) : functionEvents(thread, resource);

const integrationEvents = (thread: HistoryThread, named: NonNullable<Called['named']>): TaskEvents => ({
  scheduled(given, { timeoutSeconds, heartbeatSeconds }) {
    thread.add('TaskScheduled', {
      taskScheduledEventDetails: {
        ...named,
        region: account.region,
        parameters: given,
        ...(timeoutSeconds !== undefined && { timeoutInSeconds: timeoutSeconds }),
        ...(heartbeatSeconds !== undefined && { heartbeatInSeconds: heartbeatSeconds }),
      },
    });
    thread.add('TaskStarted', { taskStartedEventDetails: named });
  },
  submitted: (answer) =>
    void thread.add('TaskSubmitted', { taskSubmittedEventDetails: { ...named, ...written(answer) } }),
  succeeded: (result) =>
    void thread.add('TaskSucceeded', { taskSucceededEventDetails: { ...named, ...written(result) } }),
  failed(failure) {
    const details = { ...named, error: failure.error, cause: failure.cause };
    if (isTimeOut(failure)) thread.add('TaskTimedOut', { taskTimedOutEventDetails: details });
    else thread.add('TaskFailed', { taskFailedEventDetails: details });
  },
});

const functionEvents = (thread: HistoryThread, resource: string): TaskEvents => ({
  scheduled(input, { timeoutSeconds }) {
    thread.add('LambdaFunctionScheduled', {
      lambdaFunctionScheduledEventDetails: {
        resource,
        input,
        inputDetails: { truncated: false },
        ...(timeoutSeconds !== undefined && { timeoutInSeconds: timeoutSeconds }),
      },
    });
    thread.add('LambdaFunctionStarted');
  },
  submitted: () => undefined,
  succeeded: (result) =>
    void thread.add('LambdaFunctionSucceeded', { lambdaFunctionSucceededEventDetails: written(result) }),
  failed(failure) {
    const details = { error: failure.error, cause: failure.cause };
    if (isTimeOut(failure))
      thread.add('LambdaFunctionTimedOut', { lambdaFunctionTimedOutEventDetails: details });
    else thread.add('LambdaFunctionFailed', { lambdaFunctionFailedEventDetails: details });
  },
});

const isTimeOut = ({ error }: StateFailure): boolean =>
  error === 'States.Timeout' || error === 'States.HeartbeatTimeout';

const written = (output: string) => ({ output, outputDetails: { truncated: false } });
