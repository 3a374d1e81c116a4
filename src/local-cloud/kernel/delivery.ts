import type { Clock } from './clock.ts';
import type { Delivery, EventTargets } from './contracts/event-target.ts';
import { DeliveryError, DeployError } from './errors.ts';

/** How handing an event on has ended. `stopped`: the cloud closed meanwhile. */
export type DeliveryOutcome<Limit> =
  | { status: 'delivered'; to: string }
  /** `limit`: what ended the retries, when there were to be any. */
  | { status: 'given-up'; error: DeliveryError; attempts: number; limit: Limit | undefined }
  | { status: 'stopped' };

interface Options<Limit> {
  targets: EventTargets;
  targetArn: string;
  /** What is handed over, by attempt when it says which one it is: from 1. */
  delivery: Delivery | ((attempt: number) => Delivery);
  clock: Clock;
  /** Waits before each further attempt, in seconds of AWS's time; when it ends, so do the attempts: it says why. */
  retryDelaysSeconds: Iterator<number, Limit>;
  /** Called before each further attempt; `attempt` counts from 2. */
  onRetry(attempt: number): void;
}

/** Hands an event to its target, again and again while the target's errors may pass. Never rejects for a target's error. */
export async function deliverWithRetries<Limit>(options: Options<Limit>): Promise<DeliveryOutcome<Limit>> {
  const { targets, targetArn, delivery, clock, retryDelaysSeconds, onRetry } = options;
  for (let attempt = 1; ; attempt += 1) {
    if (attempt > 1) onRetry(attempt);
    try {
      const target = resolve(targets, targetArn);
      await target.deliver(typeof delivery === 'function' ? delivery(attempt) : delivery);
      return { status: 'delivered', to: target.logicalId };
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      const delay = error.retryable ? retryDelaysSeconds.next() : { done: true as const, value: undefined };
      if (delay.done) return { status: 'given-up', error, attempts: attempt, limit: delay.value };
      if (!(await clock.wait(delay.value))) return { status: 'stopped' };
    }
  }
}

/** The logical ID of a target, or what is left of one that is gone: its name. */
export function nameOfTarget(targets: EventTargets, arn: string): string {
  try {
    return targets.resolve(arn).logicalId;
  } catch {
    return arn.split(':').at(-1) ?? arn;
  }
}

function resolve(targets: EventTargets, arn: string) {
  try {
    return targets.resolve(arn);
  } catch (error) {
    if (error instanceof DeployError) throw new DeliveryError('NO_RESOURCE', error.problem, false);
    throw error;
  }
}
