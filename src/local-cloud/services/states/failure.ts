/**
 * Why a state failed: an error name, as Retry and Catch compare it, and a text.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export class StateFailure extends Error {
  override name = 'StateFailure';
  readonly error: string;
  override readonly cause: string;

  constructor(error: string, cause: string) {
    super(`${error}: ${cause}`);
    this.error = error;
    this.cause = cause;
  }
}

/** "States.ALL … can't catch the States.DataLimitExceeded terminal error or Runtime error types." */
const terminalErrors = new Set(['States.DataLimitExceeded', 'States.Runtime']);

/** Whether one of the names in `ErrorEquals` stands for this error. */
export function matchesError(errorEquals: readonly string[], error: string): boolean {
  return errorEquals.some((each) => {
    if (each === error) return true;
    // A missed heartbeat is a time-out too.
    if (each === 'States.Timeout') return error === 'States.HeartbeatTimeout';
    if (terminalErrors.has(error)) return false;
    if (each === 'States.TaskFailed')
      return error !== 'States.Timeout' && error !== 'States.HeartbeatTimeout';
    return each === 'States.ALL';
  });
}

/** Ends what waits for it when an execution is stopped or timed out, or the branches beside it failed. */
export class Aborted extends Error {
  override name = 'Aborted';
}

/** `work`, unless `signal` is aborted before. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  if (signal.aborted) throw new Aborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = () => reject(new Aborted());
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
