import { randomUUID } from 'node:crypto';
import { StateFailure } from './failure.ts';

interface Waiting {
  resolve(output: unknown): void;
  reject(failure: StateFailure): void;
  heartbeat(): void;
}

/** A task that waits for its callback. */
export interface TaskToken {
  token: string;
  /** What SendTaskSuccess gives; rejects with what SendTaskFailure gives. */
  answer: Promise<unknown>;
  /** Called with every SendTaskHeartbeat. */
  onHeartbeat(listener: () => void): void;
  /** From now on the token is of no task. */
  end(): void;
}

/** The tasks that wait for SendTaskSuccess or SendTaskFailure, by token. */
export class TaskTokens {
  readonly #waiting = new Map<string, Waiting>();
  readonly #issued = new Set<string>();

  issue(): TaskToken {
    const token = Buffer.from(randomUUID() + randomUUID()).toString('base64url');
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    // Whoever waits for it sees the failure; nobody has to.
    promise.catch(() => undefined);
    let listener = () => {};
    this.#issued.add(token);
    this.#waiting.set(token, { resolve, reject, heartbeat: () => listener() });
    return {
      token,
      answer: promise,
      onHeartbeat: (each) => {
        listener = each;
      },
      end: () => void this.#waiting.delete(token),
    };
  }

  /** Whether it is the token of a task that was, or still is. */
  wasIssued(token: string): boolean {
    return this.#issued.has(token);
  }

  /** These give false when no task waits with this token. */
  succeed(token: string, output: unknown): boolean {
    return this.#answer(token, ({ resolve }) => resolve(output));
  }

  fail(token: string, error: string, cause: string): boolean {
    return this.#answer(token, ({ reject }) => reject(new StateFailure(error, cause)));
  }

  heartbeat(token: string): boolean {
    const waiting = this.#waiting.get(token);
    waiting?.heartbeat();
    return waiting !== undefined;
  }

  #answer(token: string, answer: (waiting: Waiting) => void): boolean {
    const waiting = this.#waiting.get(token);
    if (!waiting) return false;
    this.#waiting.delete(token);
    answer(waiting);
    return true;
  }
}
