import { type FauxqsError, SqsError } from '../../http/fauxqs-internals.ts';

const integers = new Map([
  ['DelaySeconds', [0, 900]],
  ['MaximumMessageSize', [1_024, 1_048_576]],
  ['MessageRetentionPeriod', [60, 1_209_600]],
  ['ReceiveMessageWaitTimeSeconds', [0, 20]],
  ['VisibilityTimeout', [0, 43_200]],
  ['KmsDataKeyReusePeriodSeconds', [60, 86_400]],
]);

const choices = new Map([
  ['FifoQueue', ['true']],
  ['ContentBasedDeduplication', ['true', 'false']],
  ['SqsManagedSseEnabled', ['true', 'false']],
  ['DeduplicationScope', ['messageGroup', 'queue']],
  ['FifoThroughputLimit', ['perQueue', 'perMessageGroupId']],
]);

/** Accepted without effect: nothing here is encrypted, and every call is allowed. */
const texts = new Set(['Policy', 'KmsMasterKeyId']);

const onlyFifo = ['ContentBasedDeduplication', 'DeduplicationScope', 'FifoThroughputLimit'];

/**
 * Checks attributes that a queue is to have, those that it has already included in `queue`. Throws an SqsError.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
export function checkQueueAttributes(
  attributes: Record<string, string>,
  queue: { isFifo: boolean; attributes?: Record<string, string> },
): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (!isSettable(name) || (onlyFifo.includes(name) && !queue.isFifo))
      throw new SqsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
    if (!isValueOf(name, value)) throw invalidAttribute(name);
  }
  const all: Record<string, string | undefined> = { ...queue.attributes, ...attributes };
  // "perMessageGroupId … only when the value for DeduplicationScope is messageGroup"
  if (all.FifoThroughputLimit === 'perMessageGroupId' && all.DeduplicationScope !== 'messageGroup')
    throw invalidAttribute('FifoThroughputLimit');
  if (attributes.SqsManagedSseEnabled === 'true' && all.KmsMasterKeyId)
    throw new SqsError(
      'InvalidAttributeName',
      'You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.',
    );
}

const isSettable = (name: string): boolean =>
  integers.has(name) || choices.has(name) || texts.has(name) || policies.has(name);

export const invalidAttribute = (name: string): FauxqsError =>
  new SqsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);

function isValueOf(name: string, value: string): boolean {
  const range = integers.get(name);
  if (range) {
    const [min = 0, max = 0] = range;
    return /^\d+$/.test(value) && Number(value) >= min && Number(value) <= max;
  }
  const choice = choices.get(name);
  if (choice) return choice.includes(value);
  // An empty text takes a policy away.
  const isPolicy = policies.get(name);
  return !isPolicy || value === '' || isPolicy(parse(value));
}

const policies = new Map<string, (policy: Record<string, unknown> | undefined) => boolean>([
  ['Policy', (policy) => policy !== undefined],
  [
    'RedrivePolicy',
    (policy) =>
      policy !== undefined &&
      /^arn:aws[\w-]*:sqs:[\w-]*:\d{12}:[\w.-]+$/.test(String(policy.deadLetterTargetArn)) &&
      isCount(policy.maxReceiveCount) &&
      Object.keys(policy).every((key) => ['deadLetterTargetArn', 'maxReceiveCount'].includes(key)),
  ],
  [
    'RedriveAllowPolicy',
    (policy) => {
      const { redrivePermission, sourceQueueArns } = policy ?? {};
      const arns = sourceQueueArns as unknown[] | undefined;
      if (redrivePermission === 'byQueue')
        return Array.isArray(arns) && arns.length >= 1 && arns.length <= 10;
      return ['allowAll', 'denyAll'].includes(String(redrivePermission)) && arns === undefined;
    },
  ],
]);

const isCount = (value: unknown): boolean =>
  /^\d+$/.test(String(value)) && Number(value) >= 1 && Number(value) <= 1_000;

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
