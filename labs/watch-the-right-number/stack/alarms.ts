import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Alarm, ComparisonOperator, type Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { CfnOutput, Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

const period = Duration.minutes(1);

/** What the callers of an API see: errors, and answers that take longer than `slowMs`. */
export function watchCallers(scope: Construct, path: string, api: HttpApi, { slowMs }: { slowMs: number }) {
  alarm(scope, `${path}ServerErrors`, api.metricServerError({ period, statistic: Stats.SUM }), 0);
  alarm(scope, `${path}Latency`, api.metricLatency({ period, statistic: Stats.p(99) }), slowMs);
}

/** What Lambda tells of a function. */
export function watchFunction(
  scope: Construct,
  path: string,
  fn: LambdaFunction,
  { slowMs }: { slowMs: number },
) {
  alarm(scope, `${path}Errors`, fn.metricErrors({ period }), 0);
  alarm(scope, `${path}Throttles`, fn.metricThrottles({ period }), 0);
  alarm(scope, `${path}Duration`, fn.metricDuration({ period, statistic: Stats.p(99) }), slowMs);
}

/** What tells of a queue: how late the work is (`promise`), how much waits (`deep`), and what was given up. */
export function watchQueue(
  scope: Construct,
  path: string,
  queue: Queue,
  deadLetters: Queue,
  { promise, deep }: { promise: Duration; deep: number },
) {
  alarm(scope, `${path}Age`, queue.metricApproximateAgeOfOldestMessage({ period }), promise.toSeconds());
  alarm(scope, `${path}Depth`, queue.metricApproximateNumberOfMessagesVisible({ period }), deep);
  // One dead letter is one too many, and it does not go away by itself.
  alarm(scope, `${path}DeadLetters`, deadLetters.metricApproximateNumberOfMessagesVisible({ period }), 0, 1);
}

/** Fires when the metric was above the threshold in two of the last three periods: one bad minute wakes nobody. */
function alarm(scope: Construct, name: string, metric: Metric, threshold: number, datapointsToAlarm = 2) {
  const made = new Alarm(scope, `${name}Alarm`, {
    metric,
    threshold,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: datapointsToAlarm === 1 ? 1 : 3,
    datapointsToAlarm,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  });
  new CfnOutput(scope, `${name}AlarmName`, { value: made.alarmName });
}
