import type { Catcher, Retrier } from './definition/fields.ts';
import { Aborted, matchesError, StateFailure } from './failure.ts';
import type { Step, Visit } from './visit.ts';

interface Fallible {
  Retry: Retrier[];
  Catch: Catcher[];
}

/**
 * Runs `once` by the state's retriers until it gives something or they are used up, then asks the catchers. `retryCount`
 * counts from 0. https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export async function attempt(
  visit: Visit<Fallible & Record<string, unknown>>,
  once: (retryCount: number) => Promise<Step>,
): Promise<Step> {
  const { state, frame, name, query } = visit;
  const { executionId, resource, surroundings } = frame.execution;
  const { clock, events } = surroundings.kernel;
  const used = new Map<Retrier, number>();
  for (let retryCount = 0; ; retryCount += 1) {
    try {
      return await once(retryCount);
    } catch (error) {
      if (!(error instanceof StateFailure)) throw error;
      // "The interpreter scans through the retriers in order and, when the error name appears …"
      const retrier = state.Retry.find(({ ErrorEquals }) => matchesError(ErrorEquals, error.error));
      const before = retrier ? (used.get(retrier) ?? 0) : 0;
      if (retrier && before < retrier.MaxAttempts) {
        used.set(retrier, before + 1);
        const delaySeconds = delayOf(retrier, before, surroundings.random);
        events.emit({
          type: 'state-retried',
          resource,
          executionId,
          state: name,
          attempt: retryCount + 2,
          error: error.error,
        });
        if (!(await clock.wait(delaySeconds, frame.signal))) throw new Aborted();
        continue;
      }
      const catcher = state.Catch.find(({ ErrorEquals }) => matchesError(ErrorEquals, error.error));
      if (!catcher) throw error;
      const errorOutput = { Error: error.error, Cause: error.cause };
      const step = await query.conclude(catcher, catcher.Next, errorOutput, { errorOutput });
      return { ...step, caught: error.error };
    }
  }
}

/** Seconds before the retry after `retries` of them. */
function delayOf(retrier: Retrier, retries: number, random: () => number): number {
  const { IntervalSeconds, BackoffRate, MaxDelaySeconds = Number.POSITIVE_INFINITY } = retrier;
  const longest = Math.min(IntervalSeconds * BackoffRate ** retries, MaxDelaySeconds);
  // "Full jitter … randomly … between 0 and the delay".
  return retrier.JitterStrategy === 'FULL' ? longest * random() : longest;
}
