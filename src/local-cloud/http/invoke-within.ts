import type { InvocationRequest, InvocationResult } from '../kernel/contracts/invocation.ts';
import type { Invocable } from '../kernel/contracts/invoker.ts';

/**
 * Invokes a function once and waits for its result, but no longer than `timeoutMs`: then the caller is answered, and the
 * function runs on to its own end.
 */
export async function invokeWithin(
  fn: Invocable,
  request: InvocationRequest,
  timeoutMs: number,
): Promise<InvocationResult | { outcome: 'integration-timed-out' }> {
  const result = await within(fn.invoke(request), timeoutMs);
  return result === 'timed out' ? { outcome: 'integration-timed-out' } : result;
}

/** Waits for an integration, but no longer than `timeoutMs`; what it does goes on. */
export function within<Result>(work: Promise<Result>, timeoutMs: number): Promise<Result | 'timed out'> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve('timed out'), timeoutMs);
    work.then(
      (result) => {
        clearTimeout(timer);
        resolve(result);
      },
      (error: unknown) => {
        clearTimeout(timer);
        reject(error);
      },
    );
  });
}
