import type { Metrics, Unit } from '../../kernel/metrics.ts';

/**
 * What SNS publishes of topics, in the namespace AWS/SNS.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html
 */
export class TopicMetrics {
  readonly #metrics: Metrics;

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
  }

  published(topicArn: string, bytes: number): void {
    this.#publish(topicArn, 'NumberOfMessagesPublished', 1);
    this.#publish(topicArn, 'PublishSize', bytes, 'Bytes');
  }

  delivered(topicArn: string): void {
    this.#publish(topicArn, 'NumberOfNotificationsDelivered', 1);
  }

  /** No attempt delivered it; `redriven` says whether a dead-letter queue took it, of those that have one. */
  failed(topicArn: string, redriven: boolean | undefined): void {
    this.#publish(topicArn, 'NumberOfNotificationsFailed', 1);
    if (redriven === undefined) return;
    this.#publish(
      topicArn,
      redriven ? 'NumberOfNotificationsRedrivenToDlq' : 'NumberOfNotificationsFailedToRedriveToDlq',
      1,
    );
  }

  filteredOut(topicArn: string): void {
    this.#publish(topicArn, 'NumberOfNotificationsFilteredOut', 1);
  }

  #publish(topicArn: string, name: string, value: number, unit: Unit = 'Count'): void {
    const TopicName = topicArn.split(':').at(-1) ?? '';
    this.#metrics.publish({ namespace: 'AWS/SNS', name, value, unit }, { TopicName });
  }
}
