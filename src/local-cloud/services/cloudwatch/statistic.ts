import type { Distribution } from './distribution.ts';

export const simpleStatistics = ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'] as const;
export type SimpleStatistic = (typeof simpleStatistics)[number];

/** `p99`, `p99.9`: up to ten decimal places. Its number, or undefined for what is no percentile. */
export function percentileOf(statistic: string): number | undefined {
  const [, digits] = /^p(\d{1,3}(?:\.\d{1,10})?)$/.exec(statistic) ?? [];
  return digits !== undefined && Number(digits) <= 100 ? Number(digits) : undefined;
}

/** Whether it is one that is computed here. */
export const isStatistic = (statistic: string): boolean =>
  simpleStatistics.some((each) => each === statistic) || percentileOf(statistic) !== undefined;

/** What to say of one that is not. */
export const statisticMessage = `must be one of ${simpleStatistics.join(', ')}, or a percentile such as p99: trimmed and winsorized means, counts and ranks are not emulated`;

/**
 * Of values that there are; undefined when it cannot be told.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html
 */
export function statisticOf(values: Distribution, statistic: string): number | undefined {
  switch (statistic) {
    case 'SampleCount':
      return values.sampleCount;
    case 'Sum':
      return values.sum;
    case 'Average':
      return values.sum / values.sampleCount;
    case 'Minimum':
      return values.minimum;
    case 'Maximum':
      return values.maximum;
    default:
      return values.percentile(percentileOf(statistic) as number);
  }
}
