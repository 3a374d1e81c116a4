import type { Clock } from '../../kernel/clock.ts';

/** How a target group checks its targets. */
export interface HealthCheckSettings {
  intervalSeconds: number;
  timeoutSeconds: number;
  /** Consecutive checks after which the state changes. */
  healthyThreshold: number;
  unhealthyThreshold: number;
  /** Statuses of a healthy target. */
  matches(status: number): boolean;
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html#target-health-states */
export type TargetHealth = 'initial' | 'healthy' | 'unhealthy';

interface Options extends HealthCheckSettings {
  clock: Pick<Clock, 'wait'>;
  /** Sends one check; gives the status that the target answered, or undefined when it answered none. */
  check(): Promise<number | undefined>;
}

/**
 * The health of one target: it is checked at once, and from then on at the interval, however long it takes to answer.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
export class HealthChecks {
  health: TargetHealth = 'initial';
  readonly #options: Options;
  readonly #stopped = new AbortController();
  /** Checks in a row with the same result; those that failed count below zero. */
  #inARow = 0;

  constructor(options: Options) {
    this.#options = options;
    void this.#run();
  }

  stop(): void {
    this.#stopped.abort();
  }

  async #run(): Promise<void> {
    const { clock, intervalSeconds } = this.#options;
    do void this.#check();
    while (await clock.wait(intervalSeconds, this.#stopped.signal));
  }

  async #check(): Promise<void> {
    const { clock, timeoutSeconds, check, matches } = this.#options;
    const status = await Promise.race([
      // One that could not be sent at all has failed as well.
      check().catch(() => undefined),
      clock.wait(timeoutSeconds, this.#stopped.signal).then(() => undefined),
    ]);
    if (!this.#stopped.signal.aborted) this.#count(status !== undefined && matches(status));
  }

  #count(hasPassed: boolean): void {
    const { healthyThreshold, unhealthyThreshold } = this.#options;
    if (hasPassed) this.#inARow = Math.max(this.#inARow, 0) + 1;
    else this.#inARow = Math.min(this.#inARow, 0) - 1;
    // "After your target is registered, it must pass one health check to be considered healthy."
    const needed = this.health === 'initial' ? 1 : healthyThreshold;
    if (this.#inARow >= needed) this.health = 'healthy';
    else if (-this.#inARow >= unhealthyThreshold) this.health = 'unhealthy';
  }
}
