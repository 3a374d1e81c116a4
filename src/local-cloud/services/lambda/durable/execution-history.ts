import type { ErrorObject, Event, EventType, ExecutionStatus, Operation } from '@aws-sdk/client-lambda';

type Details = Omit<Event, 'EventType' | 'EventId' | 'EventTimestamp'>;

/** What happened in one durable execution. https://docs.aws.amazon.com/lambda/latest/api/API_Event.html */
export class ExecutionHistory {
  readonly events: Event[] = [];
  readonly #execution: { id: string; name: string };

  constructor(execution: { id: string; name: string }) {
    this.#execution = execution;
  }

  /** `timeoutSeconds` of the whole execution. */
  begin(input: string, timeoutSeconds: number): void {
    this.#addOfExecution('ExecutionStarted', {
      ExecutionStartedDetails: { Input: data(input), ExecutionTimeout: timeoutSeconds },
    });
  }

  end(
    status: Exclude<ExecutionStatus, 'RUNNING'>,
    { result, error }: { result?: string | undefined; error?: ErrorObject | undefined },
  ): void {
    const details = status === 'SUCCEEDED' ? { Result: data(result) } : { Error: failure(error) };
    this.#addOfExecution(`Execution${camel(status)}` as EventType, {
      [`Execution${camel(status)}Details`]: details,
    });
  }

  /** An invocation of the handler ended; its request id, and when it began. */
  invoked(requestId: string, startedAt: Date, error: ErrorObject | undefined): void {
    this.#add('InvocationCompleted', {
      InvocationCompletedDetails: {
        StartTimestamp: startedAt,
        EndTimestamp: new Date(),
        RequestId: requestId,
        ...(error && { Error: failure(error) }),
      },
    });
  }

  /** An operation has changed to what it is now. A step whose retry is due does so silently. */
  operation(operation: Operation): void {
    const { Type = '', Status = '', Id, Name, ParentId, SubType } = operation;
    if (Status === 'READY') return;
    // A step that waits for its next attempt has failed in the one before.
    const type = `${camel(Type)}${camel(Status === 'PENDING' ? 'FAILED' : Status)}` as EventType;
    this.#add(type, { Id, Name, ParentId, SubType, [`${type}Details`]: detailsOf(operation) });
  }

  #addOfExecution(type: EventType, details: Details): void {
    const { id, name } = this.#execution;
    this.#add(type, { Id: id, Name: name, ...details });
  }

  #add(type: EventType, details: Details): void {
    this.events.push({
      EventType: type,
      EventId: this.events.length + 1,
      EventTimestamp: new Date(),
      ...details,
    });
  }
}

/** The same without what went in and came out. */
export function withoutData(event: Event): Event {
  return Object.fromEntries(
    Object.entries(event).map(([key, value]) => [
      key,
      key.endsWith('Details') ? { ...value, Input: undefined, Result: undefined, Error: undefined } : value,
    ]),
  );
}

function detailsOf(operation: Operation): object {
  const { Type, Status } = operation;
  switch (Type) {
    case 'STEP':
      return stepDetails(operation);
    case 'WAIT': {
      const { ScheduledEndTimestamp } = operation.WaitDetails ?? {};
      const from = operation.StartTimestamp?.getTime() ?? Number.NaN;
      const Duration = Math.round(((ScheduledEndTimestamp?.getTime() ?? Number.NaN) - from) / 1_000);
      return Status === 'STARTED' ? { Duration, ScheduledEndTimestamp } : { Duration };
    }
    case 'CALLBACK': {
      const { CallbackId, Result, Error: error } = operation.CallbackDetails ?? {};
      return Status === 'STARTED' ? { CallbackId } : ending(Status, Result, error);
    }
    default: {
      const { Result, Error: error } = operation.ContextDetails ?? {};
      return Status === 'STARTED' ? {} : ending(Status, Result, error);
    }
  }
}

function stepDetails({ Status: status, StepDetails: step = {} }: Operation): object {
  if (status === 'STARTED') return {};
  const { Attempt = 0, NextAttemptTimestamp, Result, Error: error } = step;
  if (status !== 'PENDING')
    return { ...ending(status, Result, error), RetryDetails: { CurrentAttempt: Attempt + 1 } };
  const delayMs = (NextAttemptTimestamp?.getTime() ?? Date.now()) - Date.now();
  return {
    Error: failure(error),
    RetryDetails: {
      CurrentAttempt: Attempt,
      NextAttemptDelaySeconds: Math.max(0, Math.round(delayMs / 1_000)),
    },
  };
}

const ending = (
  status: Operation['Status'],
  result: string | undefined,
  error: ErrorObject | undefined,
): object => (status === 'SUCCEEDED' ? { Result: data(result) } : { Error: failure(error) });

const data = (payload: string | undefined) => ({ Payload: payload, Truncated: false });

const failure = (error: ErrorObject | undefined) => ({ Payload: error, Truncated: false });

/** `TIMED_OUT` → `TimedOut` */
const camel = (name: string) =>
  name
    .split('_')
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join('');
