import type { Clock } from './clock.ts';
import type { Random } from './random.ts';

/** Milliseconds to wait after a failed attempt (they count from 1) before the next one; undefined gives up. */
export type RetryPolicy = (attempt: number) => number | undefined;

/** Gives up at once. */
export const neverRetry: RetryPolicy = () => undefined;

/** Tries up to `attempts` times, `delayMs` after each failure: 0 for a caller who knows no patience. */
export const retryAfter =
  (delayMs: number, attempts: number): RetryPolicy =>
  (attempt) =>
    attempt < attempts ? delayMs : undefined;

/** Tries up to `attempts` times; the wait grows from `baseMs` by a factor of two up to `capMs`, the same for every caller. */
export const backOff =
  (options: { attempts: number; baseMs: number; capMs: number }): RetryPolicy =>
  (attempt) =>
    attempt < options.attempts ? Math.min(options.capMs, options.baseMs * 2 ** (attempt - 1)) : undefined;

/**
 * Tries up to `attempts` times; the wait grows from `baseMs` by a factor of two up to `capMs`, and is drawn between 0
 * and that ("full jitter"), so that those who failed together do not come back together.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export const backOffWithJitter =
  (options: { attempts: number; baseMs: number; capMs: number; random: Random }): RetryPolicy =>
  (attempt) => {
    const longest = backOff(options)(attempt);
    return longest === undefined ? undefined : options.random() * longest;
  };

/**
 * What all who share it may spend on retries: every first attempt puts `perCall` of a token in, every retry takes one
 * out. So the retries of all of them stay a fixed part of their first attempts, however much fails.
 */
export class RetryBudget {
  readonly #perCall: number;
  #tokens: number;

  constructor(options: { perCall: number; atFirst: number }) {
    this.#perCall = options.perCall;
    this.#tokens = options.atFirst;
  }

  /** The policy of one more call: as `policy`, as long as there is a token. */
  policyOf(policy: RetryPolicy): RetryPolicy {
    this.#tokens += this.#perCall;
    return (attempt) => {
      const delayMs = policy(attempt);
      if (delayMs === undefined || this.#tokens < 1) return undefined;
      this.#tokens -= 1;
      return delayMs;
    };
  }
}

/** Sends until an answer is no failure or the policy gives up; gives all answers, in order. */
export async function sendWithRetries<Answer>(options: {
  clock: Clock;
  policy: RetryPolicy;
  signal?: AbortSignal;
  /** `attempt` counts from 1. */
  send: (attempt: number) => Promise<Answer>;
  failed: (answer: Answer) => boolean;
}): Promise<Answer[]> {
  const { clock, policy, signal, send, failed } = options;
  const answers: Answer[] = [];
  for (;;) {
    const answer = await send(answers.length + 1);
    answers.push(answer);
    const delayMs = failed(answer) ? policy(answers.length) : undefined;
    if (delayMs === undefined) return answers;
    await clock.sleepUntil(clock.now() + delayMs, signal);
  }
}
