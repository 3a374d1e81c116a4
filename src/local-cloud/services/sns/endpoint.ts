import { SnsError } from '../../http/fauxqs-internals.ts';

/** How people and web servers are told; nothing leaves this machine, so it is only told in the stream of events. */
const told = ['email', 'email-json', 'sms', 'http', 'https'] as const;

/** Protocols that a topic can be subscribed with. */
export const protocols = ['sqs', 'lambda', ...told] as const;

/** Whether it is only told, and not delivered. */
export const isOnlyTold = (protocol: string): boolean => (told as readonly string[]).includes(protocol);

const endpoints: Record<string, RegExp> = {
  sqs: /^arn:[^:]+:sqs:/,
  lambda: /^arn:[^:]+:lambda:/,
  email: /^[^@\s]+@[^@\s]+$/,
  'email-json': /^[^@\s]+@[^@\s]+$/,
  sms: /^\+?[\d\- ]{3,20}$/,
  http: /^http:\/\/\S+$/,
  https: /^https:\/\/\S+$/,
};

const settable = [
  'DeliveryPolicy',
  'FilterPolicy',
  'FilterPolicyScope',
  'RawMessageDelivery',
  'RedrivePolicy',
];

/**
 * Throws an SnsError when nothing can be subscribed so.
 * https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
 */
export function checkEndpoint(protocol: string, endpoint: string): void {
  const form = endpoints[protocol];
  if (!form)
    throw new SnsError(
      'InvalidParameter',
      `Invalid parameter: Protocol Reason: the local cloud delivers to ${protocols.join(', ')}, not to ${protocol}`,
    );
  if (!form.test(endpoint))
    throw new SnsError(
      'InvalidParameter',
      `Invalid parameter: Endpoint Reason: Please use an endpoint that the protocol ${protocol} has, and not ${endpoint}`,
    );
  // There are only standard topics here.
  if (protocol === 'sqs' && endpoint.endsWith('.fifo'))
    throw new SnsError(
      'InvalidParameter',
      'Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics',
    );
}

/**
 * Throws an SnsError when a subscription of this protocol cannot have these attributes.
 * https://docs.aws.amazon.com/sns/latest/api/API_SetSubscriptionAttributes.html
 */
export function checkSubscriptionAttributes(protocol: string, attributes: Record<string, string>): void {
  const refuse = (name: string, reason: string) =>
    new SnsError('InvalidParameter', `Invalid parameter: Attributes Reason: ${name}: ${reason}`);
  for (const [name, value] of Object.entries(attributes)) {
    if (!settable.includes(name)) throw refuse(name, 'Unknown attribute');
    if (name === 'RawMessageDelivery') {
      if (!/^(true|false)$/i.test(value))
        throw refuse(name, `Invalid value [${value}]. Must be true or false.`);
      if (isTrue(value) && !['sqs', 'http', 'https'].includes(protocol))
        throw refuse(name, `Delivery protocol [${protocol}] does not support raw message delivery.`);
    }
    if (name === 'FilterPolicyScope' && !['MessageAttributes', 'MessageBody'].includes(value))
      throw refuse(name, `Invalid value [${value}]. Please use either MessageBody or MessageAttributes`);
    if (name === 'RedrivePolicy' && value !== '' && !isRedrivePolicy(value))
      throw refuse(name, 'it must be JSON with the ARN of a queue as deadLetterTargetArn.');
  }
}

const isTrue = (text: string): boolean => text.toLowerCase() === 'true';

/** Whether a subscription wants messages as they were published. */
export const isRaw = ({ RawMessageDelivery = 'false' }: Readonly<Record<string, string>>): boolean =>
  isTrue(RawMessageDelivery);

function isRedrivePolicy(text: string): boolean {
  try {
    return /^arn:[^:]+:sqs:/.test(JSON.parse(text).deadLetterTargetArn);
  } catch {
    return false;
  }
}
