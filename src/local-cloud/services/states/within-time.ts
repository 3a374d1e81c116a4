import type { Clock } from '../../kernel/clock.ts';
import { StateFailure } from './failure.ts';
import type { TaskToken } from './task-tokens.ts';

interface Limits {
  timeoutSeconds: number | undefined;
  heartbeatSeconds: number | undefined;
  token: TaskToken | undefined;
}

/**
 * What the task gives, or its time-out: the work goes on, and what it gives then counts for nothing. A heartbeat begins
 * the time of HeartbeatSeconds anew.
 */
export async function withinTime<T>(
  work: Promise<T>,
  clock: Clock,
  { timeoutSeconds, heartbeatSeconds, token }: Limits,
): Promise<T> {
  const over = new AbortController();
  const { promise, reject } = Promise.withResolvers<never>();
  const watch = async (seconds: number, error: string, signal: AbortSignal) => {
    if (await clock.wait(seconds, signal)) reject(new StateFailure(error, ''));
  };
  if (timeoutSeconds !== undefined) void watch(timeoutSeconds, 'States.Timeout', over.signal);
  let beat = new AbortController();
  const awaitHeartbeat = (seconds: number) => {
    beat.abort();
    beat = new AbortController();
    void watch(seconds, 'States.HeartbeatTimeout', AbortSignal.any([over.signal, beat.signal]));
  };
  if (heartbeatSeconds !== undefined) {
    awaitHeartbeat(heartbeatSeconds);
    token?.onHeartbeat(() => awaitHeartbeat(heartbeatSeconds));
  }
  // It may fail when nobody listens any more.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, promise]);
  } finally {
    over.abort();
  }
}
