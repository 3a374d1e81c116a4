/** A source queue's attribute RedrivePolicy. */
export interface RedrivePolicy {
  deadLetterTargetArn: string;
  /** A number, or a number as text. */
  maxReceiveCount: number | string;
}

/** A dead-letter queue's attribute RedriveAllowPolicy. */
export interface RedriveAllowPolicy {
  redrivePermission: 'allowAll' | 'denyAll' | 'byQueue';
  sourceQueueArns?: string[] | undefined;
}

interface QueueOfPolicy {
  arn: string;
  attributes: Record<string, string>;
  isFifo(): boolean;
}

/**
 * Why SQS refuses this redrive policy, or undefined.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
export function refusalOfRedrivePolicy(
  source: QueueOfPolicy,
  policy: RedrivePolicy,
  target: QueueOfPolicy | undefined,
): string | undefined {
  if (!target) return `the dead-letter queue ${policy.deadLetterTargetArn} does not exist`;
  if (target.isFifo() !== source.isFifo())
    return 'the dead-letter queue of a FIFO queue must be a FIFO queue, and that of a standard queue a standard queue';
  const allow: RedriveAllowPolicy = JSON.parse(
    target.attributes.RedriveAllowPolicy ?? '{"redrivePermission":"allowAll"}',
  );
  const allowed =
    allow.redrivePermission === 'allowAll' ||
    (allow.redrivePermission === 'byQueue' && allow.sourceQueueArns?.includes(source.arn));
  return allowed ? undefined : `the RedriveAllowPolicy of ${target.arn} does not permit this source queue`;
}
