import type { EventTarget } from '../../kernel/contracts/event-target.ts';
import type { ScalableTarget } from './scalable-target.ts';
import { type Adjusting, capacityAfter, stepFor } from './step-adjustment.ts';

export type MetricAggregation = 'Average' | 'Minimum' | 'Maximum';

interface Options extends Adjusting {
  logicalId: string;
  target: ScalableTarget;
  /** Seconds of AWS's time. */
  cooldownSeconds: number;
  aggregation: MetricAggregation;
  /** Unix ms of AWS's time. */
  now(): number;
}

/** What was scaled last by a policy: its cooldown runs. */
interface Activity {
  until: number;
  /** The capacity that it began from. */
  from: number;
}

/**
 * A step scaling policy, as the target of an alarm's actions.
 * https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html
 */
export class StepScalingPolicy implements EventTarget {
  readonly logicalId: string;
  readonly #options: Options;
  #activity: Activity | undefined;
  /** One after the other: each begins from what the one before has set. */
  #last: Promise<void> = Promise.resolve();

  constructor(options: Options) {
    this.logicalId = options.logicalId;
    this.#options = options;
  }

  deliver({ payload }: { payload: unknown }): Promise<void> {
    const { values, threshold } = measuredIn(payload);
    const [first] = values;
    if (first === undefined) return Promise.resolve();
    const value = aggregate[this.#options.aggregation](values);
    this.#last = this.#last.then(() => this.#scale(value - threshold));
    return this.#last;
  }

  async #scale(difference: number): Promise<void> {
    const { StepAdjustments, target, cooldownSeconds, now } = this.#options;
    const step = stepFor(StepAdjustments, difference);
    if (!step) return;
    const current = await target.capacity();
    const cooling = this.#activity && this.#activity.until > now() ? this.#activity : undefined;
    // "capacity added by the initiating scale-out activity is calculated as part of the desired capacity for the next"
    const from = cooling?.from ?? current;
    const next = Math.min(Math.max(capacityAfter(step, from, this.#options), target.min), target.max);
    if (next === current) return;
    // "scale-in activities are blocked until the cooldown period has expired"; out goes only what is larger.
    if (cooling && next < current) return;
    await target.scaleTo(next);
    this.#activity = { until: now() + cooldownSeconds * 1_000, from };
  }
}

const aggregate: Record<MetricAggregation, (values: readonly number[]) => number> = {
  Average: (values) => values.reduce((sum, each) => sum + each, 0) / values.length,
  Minimum: (values) => Math.min(...values),
  Maximum: (values) => Math.max(...values),
};

/** The data points that the alarm evaluated, and its threshold, from the reason of its state. */
function measuredIn(payload: unknown): { values: number[]; threshold: number } {
  const { alarmData } = payload as { alarmData: { state: { reasonData?: string } } };
  const { recentDatapoints = [], threshold = 0 } = JSON.parse(alarmData.state.reasonData ?? '{}');
  return { values: recentDatapoints, threshold };
}
