import type { ThrottleReason } from '../../kernel/contracts/invocation.ts';
import { TokenBucket } from '../../kernel/token-bucket.ts';
import type { LambdaSettings } from './settings.ts';

/** A function, as far as the limits go. */
export interface ConcurrencyUser {
  /** Executions that run now, those in its provisioned concurrency left out. */
  readonly running: number;
  /** Its provisioned concurrency, of all versions together. */
  readonly provisionedConcurrency: number;
  readonly reservedConcurrency: number | undefined;
}

/** The concurrency that all functions of the account share, and what single functions have reserved of it. */
export class ConcurrencyLimits {
  readonly account: number;
  readonly #minimumUnreserved: number;
  readonly #functions = new Set<ConcurrencyUser>();
  readonly #rates = new Map<ConcurrencyUser | 'unreserved', { concurrency: number; bucket: TokenBucket }>();

  constructor(settings: Pick<LambdaSettings, 'accountConcurrency' | 'minimumUnreservedConcurrency'>) {
    this.account = settings.accountConcurrency;
    this.#minimumUnreserved = settings.minimumUnreservedConcurrency;
  }

  add(fn: ConcurrencyUser): void {
    this.#functions.add(fn);
  }

  remove(fn: ConcurrencyUser): void {
    this.#functions.delete(fn);
    this.#rates.delete(fn);
  }

  /** What functions without a reservation share. Reserved concurrency is taken from it also while it is idle. */
  get unreserved(): number {
    let reserved = 0;
    for (const each of this.#functions) reserved += each.reservedConcurrency ?? 0;
    return this.account - reserved;
  }

  /**
   * Why `fn` cannot reserve this much, in AWS's words; undefined when it can. "Lambda always reserves 100 units of
   * concurrency for your functions that don't explicitly reserve concurrency."
   * https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
   */
  refusalToReserve(fn: ConcurrencyUser, concurrency: number): string | undefined {
    if (concurrency < fn.provisionedConcurrency)
      return `ReservedConcurrentExecutions ${concurrency} is less than the function's provisioned concurrency, ${fn.provisionedConcurrency}.`;
    if (concurrency === 0) return undefined;
    const minimum = Math.min(this.#minimumUnreserved, this.account);
    const left = this.unreserved + (fn.reservedConcurrency ?? 0) - concurrency;
    return left < minimum
      ? `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${minimum}].`
      : undefined;
  }

  /**
   * Why `fn` cannot have this much provisioned concurrency in addition; undefined when it can. It is part of what the
   * function has reserved, or of what all functions share, of which a minimum (AWS: 100) stays as it is.
   * https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
   */
  refusalToProvision(fn: ConcurrencyUser, concurrency: number): string | undefined {
    const reserved = fn.reservedConcurrency;
    const left =
      reserved === undefined ? this.#shared - this.#minimumUnreserved : reserved - fn.provisionedConcurrency;
    if (concurrency <= left) return undefined;
    return reserved === undefined
      ? `${concurrency} units of provisioned concurrency are more than the ${Math.max(0, left)} that the account has for it: ${this.#minimumUnreserved} units stay for functions that reserve none.`
      : `${concurrency} units of provisioned concurrency are more than the ${left} that are left of the function's reserved concurrency of ${reserved}.`;
  }

  /** Unreserved concurrency without the provisioned concurrency of functions that reserve none. */
  get #shared(): number {
    let provisioned = 0;
    for (const each of this.#functions)
      if (each.reservedConcurrency === undefined) provisioned += each.provisionedConcurrency;
    return this.unreserved - provisioned;
  }

  /**
   * Why one more execution of `fn` does not fit now; undefined when it does. `provisioned`: an environment of its
   * provisioned concurrency is free for it.
   */
  refusalToRun(
    fn: ConcurrencyUser,
    { asynchronous, provisioned }: { asynchronous: boolean; provisioned: boolean },
  ): ThrottleReason | undefined {
    const reserved = fn.reservedConcurrency;
    if (reserved !== undefined) {
      if (!provisioned && fn.running >= reserved - fn.provisionedConcurrency)
        return 'ReservedFunctionConcurrentInvocationLimitExceeded';
      if (asynchronous || this.#rate(fn, reserved).take()) return undefined;
      return 'ReservedFunctionInvocationRateLimitExceeded';
    }
    if (provisioned && asynchronous) return undefined;
    let running = 0;
    for (const each of this.#functions) if (each.reservedConcurrency === undefined) running += each.running;
    const unreserved = this.unreserved;
    if (!provisioned && running >= this.#shared) return 'ConcurrentInvocationLimitExceeded';
    if (asynchronous || this.#rate('unreserved', unreserved).take()) return undefined;
    return 'FunctionInvocationRateLimitExceeded';
  }

  /**
   * Synchronous requests per second are limited to ten times the concurrency. AWS documents the rate and not how it is
   * measured; this bucket holds one second's worth.
   * https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html#concurrency-vs-requests-per-second
   */
  #rate(key: ConcurrencyUser | 'unreserved', concurrency: number): TokenBucket {
    let rate = this.#rates.get(key);
    if (rate?.concurrency !== concurrency) {
      const perSecond = 10 * concurrency;
      rate = { concurrency, bucket: new TokenBucket({ ratePerSecond: perSecond, burst: perSecond }) };
      this.#rates.set(key, rate);
    }
    return rate.bucket;
  }
}
