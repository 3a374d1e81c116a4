import { SnsError } from '../../http/fauxqs-internals.ts';
import type { MessageAttribute } from '../../kernel/contracts/event-target.ts';

const invalid = (message: string) => new SnsError('ParameterValueInvalid', message);

/**
 * Throws an SnsError when SNS takes no message with these attributes. There may be as many as the size allows.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html
 */
export function checkMessageAttributes(attributes: Record<string, MessageAttribute>): void {
  for (const [name, attribute] of Object.entries(attributes)) {
    checkName(name);
    checkValue(name, attribute);
  }
}

function checkName(name: string): void {
  if (name === '') throw invalid('Message attribute name is empty.');
  if (name.length > 256) throw invalid('Length of message attribute name must be less than 256 bytes.');
  const wrong = /[^\w.-]/u.exec(name)?.[0];
  if (wrong !== undefined)
    throw invalid(
      `Invalid non-alphanumeric character '#x${wrong.codePointAt(0)?.toString(16).toUpperCase()}' was found in the message attribute name. Can only include alphanumeric characters, hyphens, underscores, or dots.`,
    );
  if (name.startsWith('.'))
    throw invalid("Invalid message attribute name starting with character '.' was found.");
  if (name.endsWith('.'))
    throw invalid("Invalid message attribute name ending with character '.' was found.");
  if (name.includes('..')) throw invalid("Message attribute name can not have successive '.' character.");
  if (/^(aws|amazon)\./i.test(name))
    throw invalid("Message attribute names must not start with 'AWS.' or 'Amazon.': these are reserved.");
}

/** "The supported data types are String, String.Array, Number, and Binary", each with a label of one's own or without. */
function checkValue(
  name: string,
  { DataType: type, StringValue: text, BinaryValue: binary }: MessageAttribute,
): void {
  if (!type) throw invalid(`The message attribute '${name}' must contain non-empty message attribute type.`);
  const [, base] = /^(String|Number|Binary)(\.|$)/.exec(type) ?? [];
  if (base === undefined)
    throw invalid(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  const [value, other] = base === 'Binary' ? [binary, text] : [text, binary];
  if (other !== undefined && value === undefined)
    throw invalid(
      `The message attribute '${name}' with type '${type}' must use field '${base === 'Binary' ? 'Binary' : 'String'}'.`,
    );
  if (!value)
    throw invalid(
      `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${type}'.`,
    );
  if (base === 'Number' && !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value))
    throw invalid(`Could not cast message attribute '${name}' value to number.`);
  if (type === 'String.Array' && !isList(value))
    throw invalid(`Could not parse the value of message attribute '${name}' as a JSON array.`);
}

/** "The supported types are string, number, boolean, and null." */
function isList(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((each) => each === null || typeof each !== 'object');
  } catch {
    return false;
  }
}
