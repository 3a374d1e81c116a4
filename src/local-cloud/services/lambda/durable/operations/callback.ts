import { randomUUID } from 'node:crypto';
import type { OperationKind } from '../operation-kind.ts';
import type { Due } from '../operation-record.ts';

/** A result that somebody else sends. https://docs.aws.amazon.com/lambda/latest/api/API_CallbackOptions.html */
export const callback: OperationKind = {
  type: 'CALLBACK',
  actions: {
    START: ({ update, inSeconds }) => {
      // "If not specified or set to 0, the callback has no timeout."
      const { TimeoutSeconds: timeout = 0, HeartbeatTimeoutSeconds: heartbeat = 0 } =
        update.CallbackOptions ?? {};
      const whole = timeout > 0 ? timedOut(inSeconds(timeout), 'Callback timed out') : undefined;
      return {
        operation: {
          Status: 'STARTED',
          CallbackDetails: { CallbackId: Buffer.from(randomUUID()).toString('base64') },
        },
        due: heartbeat > 0 ? earlier(whole, silent(inSeconds(heartbeat))) : whole,
        heartbeat: heartbeat > 0 ? { seconds: heartbeat, timeout: whole } : undefined,
      };
    },
  },
};

/** When a callback that showed a sign of life just now times out. */
export const afterHeartbeat = (
  heartbeat: { seconds: number; timeout: Due | undefined },
  inSeconds: (seconds: number) => number,
): Due => earlier(heartbeat.timeout, silent(inSeconds(heartbeat.seconds)));

const timedOut = (at: number, message: string): Due => ({
  at,
  status: 'TIMED_OUT',
  error: { ErrorType: 'Callback.Timeout', ErrorMessage: message },
});

const silent = (at: number) => timedOut(at, 'Callback timed out on heartbeat');

const earlier = (one: Due | undefined, other: Due): Due => (one && one.at <= other.at ? one : other);
