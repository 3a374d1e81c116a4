/** How long EventBridge and its Scheduler try to deliver. */
export interface RetryPolicy {
  maximumRetryAttempts: number;
  maximumEventAgeInSeconds: number;
}

/** "By default, EventBridge retries sending the event for 24 hours and up to 185 times." */
export const defaultRetryPolicy: RetryPolicy = {
  maximumRetryAttempts: 185,
  maximumEventAgeInSeconds: 24 * 60 * 60,
};

/** Which limit of its policy ended the retries, as the dead-letter queue is told. */
export type ExhaustedCondition = 'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds';

/** The longest wait between two attempts, in seconds; with it, 185 attempts take about 24 hours. */
const longestRetryDelaySeconds = 512;

/**
 * When a delivery is tried again, in seconds after the failure before: exponential back-off, whose base AWS does not
 * say, from one second; AWS's jitter is left out. Returns which limit ended it.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html
 */
export function* retryDelaysSeconds(policy: RetryPolicy): Generator<number, ExhaustedCondition> {
  let age = 0;
  for (let retry = 0; retry < policy.maximumRetryAttempts; retry += 1) {
    const delay = Math.min(2 ** retry, longestRetryDelaySeconds);
    age += delay;
    if (age > policy.maximumEventAgeInSeconds) return 'MaximumEventAgeInSeconds';
    yield delay;
  }
  return 'MaximumRetryAttempts';
}
