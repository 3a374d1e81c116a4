import type { InvocationRequest, InvocationResult } from '../kernel/contracts/invocation.ts';
import type { Invocable } from '../kernel/contracts/invoker.ts';

/**
 * Invokes a function once and waits for its result, but no longer than `timeoutMs`: then the caller is answered, and the
 * function runs on to its own end.
 */
export function invokeWithin(
  fn: Invocable,
  request: InvocationRequest,
  timeoutMs: number,
): Promise<InvocationResult | { outcome: 'integration-timed-out' }> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve({ outcome: 'integration-timed-out' }), timeoutMs);
    fn.invoke(request).then(
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
