/** A call as the Query protocol carries it, in the terms of the JSON protocol. */
export interface QueryCall {
  action: string;
  input: Record<string, unknown>;
}

/** Parameters with a number in their name, and the list that they are in the JSON protocol. */
const lists: Record<string, string> = {
  AttributeName: 'AttributeNames',
  MessageAttributeName: 'MessageAttributeNames',
  MessageSystemAttributeName: 'MessageSystemAttributeNames',
  TagKey: 'TagKeys',
};

/** The same, where the list is a map in the JSON protocol: how its members name key and value. */
const maps: Record<string, { name: string; key: string }> = {
  Attribute: { name: 'Attributes', key: 'Name' },
  MessageAttribute: { name: 'MessageAttributes', key: 'Name' },
  MessageSystemAttribute: { name: 'MessageSystemAttributes', key: 'Name' },
  Tag: { name: 'Tags', key: 'Key' },
};

const numbers = new Set([
  'DelaySeconds',
  'VisibilityTimeout',
  'MaxNumberOfMessages',
  'WaitTimeSeconds',
  'MaxResults',
  'MaxNumberOfMessagesPerSecond',
]);

/** Parameters by the parts of their names: `MessageAttribute.1.Value.DataType`. */
interface Tree {
  [part: string]: Tree | string;
}

/**
 * What the parameters of a form ask for. The queue is the one of the path where no parameter names it.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-making-api-requests.html
 */
export function queryCallOf(
  parameters: Iterable<[name: string, value: string]>,
  queueUrl: string,
): QueryCall {
  const tree: Tree = Object.create(null);
  for (const [name, value] of parameters) put(tree, name.split('.'), value);
  const { Action, Version: _, ...rest } = tree;
  const action = typeof Action === 'string' ? Action : '';
  const input = inputOf(rest, `${action}RequestEntry`);
  // The one action whose JSON protocol writes it small.
  if (action === 'CreateQueue' && 'Tags' in input) {
    input.tags = input.Tags;
    delete input.Tags;
  }
  if (queueUrl !== '' && input.QueueUrl === undefined) input.QueueUrl = queueUrl;
  return { action, input };
}

function put(tree: Tree, [part = '', ...rest]: string[], value: string): void {
  if (rest.length === 0) {
    tree[part] = value;
    return;
  }
  const inner = tree[part];
  const next: Tree = typeof inner === 'object' ? inner : Object.create(null);
  tree[part] = next;
  put(next, rest, value);
}

function inputOf(tree: Tree, entryName: string): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(tree)) {
    const list = lists[name];
    const map = maps[name];
    if (name === entryName) input.Entries = members(value).map((each) => inputOf(each as Tree, ''));
    else if (list) input[list] = members(value);
    else if (map) input[map.name] = mapOf(members(value), map.key);
    else input[name] = typeof value === 'string' && numbers.has(name) ? numberOf(value) : value;
  }
  return input;
}

/** In the order of their numbers; a list of one may leave the number out, as AWS's own examples do (`Tag.Key=…`). */
function members(list: Tree | string): (Tree | string)[] {
  if (typeof list === 'string' || !Object.keys(list).every((each) => /^\d+$/.test(each))) return [list];
  return Object.entries(list)
    .sort(([one], [other]) => Number(one) - Number(other))
    .map(([, member]) => member);
}

function mapOf(members: (Tree | string)[], key: string): Record<string, unknown> {
  return Object.fromEntries(
    members.map((member) => (typeof member === 'string' ? ['', member] : [member[key] ?? '', member.Value])),
  );
}

/** What is no number stays a text, and is refused like one in the JSON protocol. */
const numberOf = (text: string): number | string => (/^-?\d+$/.test(text) ? Number(text) : text);
