/** One step: what to do when the metric is so far from the alarm's threshold. */
export interface StepAdjustment {
  MetricIntervalLowerBound?: number | undefined;
  MetricIntervalUpperBound?: number | undefined;
  ScalingAdjustment: number;
}

export const adjustmentTypes = ['ChangeInCapacity', 'PercentChangeInCapacity', 'ExactCapacity'] as const;

export interface Adjusting {
  AdjustmentType: (typeof adjustmentTypes)[number];
  MinAdjustmentMagnitude?: number | undefined;
  StepAdjustments: readonly StepAdjustment[];
}

/**
 * The step for a metric that is `difference` above the threshold: above it "the lower bound is inclusive and the upper
 * bound is exclusive", below it the other way round. Undefined when there is none.
 * https://docs.aws.amazon.com/autoscaling/application/userguide/step-scaling-policy-overview.html
 */
export function stepFor(steps: readonly StepAdjustment[], difference: number): StepAdjustment | undefined {
  return steps.find((step) => {
    const lower = step.MetricIntervalLowerBound ?? Number.NEGATIVE_INFINITY;
    const upper = step.MetricIntervalUpperBound ?? Number.POSITIVE_INFINITY;
    return difference >= 0 && upper > 0
      ? difference >= lower && difference < upper
      : difference > lower && difference <= upper;
  });
}

/** The capacity that a step makes of another one, within no bounds yet. */
export function capacityAfter(
  step: StepAdjustment,
  capacity: number,
  { AdjustmentType, MinAdjustmentMagnitude = 0 }: Adjusting,
): number {
  const { ScalingAdjustment } = step;
  if (AdjustmentType === 'ExactCapacity') return ScalingAdjustment;
  if (AdjustmentType === 'ChangeInCapacity') return capacity + ScalingAdjustment;
  const change = wholeTasks((capacity * ScalingAdjustment) / 100);
  const sign = Math.sign(ScalingAdjustment);
  return capacity + sign * Math.max(Math.abs(change), MinAdjustmentMagnitude);
}

/** "Values greater than 1 are rounded down", those between 0 and 1 to 1, and so on below 0. */
const wholeTasks = (change: number): number =>
  Math.abs(change) >= 1 ? Math.trunc(change) : Math.sign(change);
