import { SqsError } from '../../http/fauxqs-internals.ts';
import type { MessageAttribute } from '../../kernel/contracts/event-target.ts';
import { isMessageText, wrongCharacters } from './message-text.ts';
import { invalidParameter } from './refusals.ts';

/** "Each message can have up to 10 attributes." */
const maxAttributes = 10;

/** Bytes, of an attribute's name and of its type. */
const maxNameLength = 256;

/** What a caller may send as an attribute's value. */
interface AttributeInput extends Partial<MessageAttribute> {
  StringListValues?: unknown[];
  BinaryListValues?: unknown[];
}

/**
 * The message attributes of a request, if SQS would take them. Throws an SqsError.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function messageAttributesOf(input: unknown): Record<string, MessageAttribute> {
  const entries = Object.entries((input ?? {}) as Record<string, AttributeInput>);
  if (entries.length > maxAttributes)
    throw invalidParameter(
      `Number of message attributes [${entries.length}] exceeds the allowed maximum [${maxAttributes}].`,
    );
  for (const [name] of entries) checkName(name);
  return Object.fromEntries(entries.map(([name, value]) => [name, attributeOf(name, value, '(user)')]));
}

/**
 * The only message system attribute there is, if a request has it. Throws an SqsError.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_MessageSystemAttributeValue.html
 */
export function traceHeaderOf(input: unknown): MessageAttribute | undefined {
  for (const [name, value] of Object.entries((input ?? {}) as Record<string, AttributeInput>)) {
    if (name !== 'AWSTraceHeader')
      throw invalidParameter(`Message system attribute name '${name}' is invalid.`);
    const attribute = attributeOf(name, value, 'system');
    // "Its type must be String and its value must be a correctly formatted AWS X-Ray trace header string."
    if (attribute.DataType !== 'String')
      throw invalidParameter(`Message system attribute '${name}' must have the type String.`);
    return attribute;
  }
  return undefined;
}

/** What is wrong with a name, first found first. */
function checkName(name: string): void {
  if (name === '')
    throw invalidParameter('The request must contain non-empty message (user) attribute names.');
  const problem = [
    [name.length > maxNameLength, `must be shorter than ${maxNameLength} bytes`],
    [!/^[\w.-]*$/.test(name), 'can only contain the characters A-Z, a-z, 0-9, underscore, hyphen and period'],
    [name.startsWith('.'), "must not begin with character '.'"],
    [name.endsWith('.'), "must not end with character '.'"],
    [name.includes('..'), "must not have successive '.' characters"],
  ].find(([wrong]) => wrong)?.[1];
  if (problem !== undefined) throw invalidParameter(`Message (user) attribute name ${problem}.`);
  if (/^(aws|amazon)\./i.test(name))
    throw invalidParameter(
      "You can't use message attribute names beginning with 'AWS.' or 'Amazon.'. These strings are reserved for internal use.",
    );
}

/** "The supported logical data types are String, Number, and Binary", each with a label of one's own or without. */
function attributeOf(name: string, input: AttributeInput, kind: '(user)' | 'system'): MessageAttribute {
  const { DataType: type, StringValue: text, BinaryValue: binary } = input ?? {};
  if (!type)
    throw invalidParameter(
      `The message ${kind} attribute '${name}' must contain a non-empty message attribute type.`,
    );
  const [, base] = /^(String|Number|Binary)(\.|$)/.exec(type) ?? [];
  if (base === undefined)
    throw invalidParameter(
      `The type of message ${kind} attribute '${name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String.`,
    );
  if (type.length > maxNameLength)
    throw invalidParameter(`Message ${kind} attribute type must be shorter than ${maxNameLength} bytes.`);
  if (input.StringListValues?.length || input.BinaryListValues?.length)
    throw new SqsError(
      'UnsupportedOperation',
      'Message attribute list values in SendMessage operation are not supported.',
    );
  const hasText = typeof text === 'string';
  const hasBinary = typeof binary === 'string';
  if (hasText && hasBinary)
    throw invalidParameter(`Message ${kind} attribute '${name}' must have a single value.`);
  const field = base === 'Binary' ? 'Binary' : 'String';
  if (field === 'Binary' ? hasText : hasBinary)
    throw invalidParameter(
      `Message ${kind} attribute '${name}' with type '${type}' must use field '${field}'.`,
    );
  const value = field === 'Binary' ? binary : text;
  if (!value)
    throw invalidParameter(
      `Message ${kind} attribute '${name}' must contain a non-empty value of type '${type}'.`,
    );
  if (field === 'Binary') return { DataType: type, BinaryValue: value };
  if (!isMessageText(value)) throw invalidParameter(wrongCharacters);
  if (base === 'Number' && !isNumber(value))
    throw invalidParameter(`Can't cast the value of message ${kind} attribute '${name}' to a number.`);
  return { DataType: type, StringValue: value };
}

/** "A Number can have up to 38 digits of precision, and it can be between 10^-128 and 10^+126." */
function isNumber(text: string): boolean {
  const [, digits] = /^[+-]?(\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.exec(text) ?? [];
  if (digits === undefined) return false;
  const value = Math.abs(Number(text));
  const precision = digits.replace('.', '').replace(/^0+|0+$/g, '').length;
  return precision <= 38 && (value === 0 || (value >= 1e-128 && value <= 1e126));
}
