import { escapeXml } from '../../http/fauxqs-internals.ts';
import { queryErrorOf } from './query-error.ts';

const namespace = 'http://queue.amazonaws.com/doc/2012-11-05/';

type Output = Record<string, unknown>;

const element = (name: string, content: string): string => `<${name}>${content}</${name}>`;

const pair = (name: string, key: string, [field, value]: [string, unknown]): string =>
  element(name, element(key, escapeXml(field)) + element('Value', contentOf(value)));

/** Names of the elements that stand for the members of a list; `entry` is the action's own. */
const listNames: Record<string, (action: string) => string> = {
  Messages: () => 'Message',
  QueueUrls: () => 'QueueUrl',
  queueUrls: () => 'QueueUrl',
  Successful: (action) => `${action}ResultEntry`,
  Failed: () => 'BatchResultErrorEntry',
  Results: (action) => `${action}ResultEntry`,
};

/** Names of the elements that stand for the members of a map, and of their keys. */
const mapNames: Record<string, { name: string; key: string }> = {
  Attributes: { name: 'Attribute', key: 'Name' },
  MessageAttributes: { name: 'MessageAttribute', key: 'Name' },
  Tags: { name: 'Tag', key: 'Key' },
};

/**
 * The answer of an action as the Query protocol has it: every list and map is flattened.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-responses.html
 */
export function queryAnswer(action: string, output: Output, requestId: string): string {
  const result = Object.keys(output).length > 0 ? element(`${action}Result`, contentOf(output, action)) : '';
  const metadata = element('ResponseMetadata', element('RequestId', requestId));
  return `<?xml version="1.0"?><${action}Response xmlns="${namespace}">${result}${metadata}</${action}Response>`;
}

/** `code`: as the JSON protocol has it. */
export function queryError(
  error: { code: string; message: string; statusCode: number },
  requestId: string,
): string {
  const type = element('Type', error.statusCode < 500 ? 'Sender' : 'Receiver');
  const what = element('Code', queryErrorOf(error.code)) + element('Message', escapeXml(error.message));
  return `<?xml version="1.0"?><ErrorResponse xmlns="${namespace}">${element('Error', `${type}${what}<Detail/>`)}${element('RequestId', requestId)}</ErrorResponse>`;
}

function contentOf(value: unknown, action = ''): string {
  if (typeof value !== 'object' || value === null) return escapeXml(String(value));
  return Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .map(([name, each]) => {
      const list = listNames[name]?.(action);
      if (list && Array.isArray(each))
        return each.map((member) => element(list, contentOf(member, action))).join('');
      const map = mapNames[name];
      if (map && typeof each === 'object')
        return Object.entries(each as object)
          .map((member) => pair(map.name, map.key, member))
          .join('');
      return element(name, contentOf(each, action));
    })
    .join('');
}
