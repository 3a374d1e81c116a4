import { validationError } from './errors.ts';
import { type AttributeValue, type Item, itemSizeBytes } from './item.ts';

/*
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-expression-parameters
 */

const expressions = [
  'UpdateExpression',
  'ConditionExpression',
  'KeyConditionExpression',
  'FilterExpression',
  'ProjectionExpression',
] as const;

const maxExpressionBytes = 4096;
const maxOperators = 300;
const maxInOperands = 100;
const maxVariableBytes = 2 * 1024 * 1024;
const maxPlaceholderLength = 255;
/** "DynamoDB supports nested attributes up to 32 levels deep"; the attribute itself is the first. */
const maxLevels = 32;

/** Throws DynamoDB's ValidationException for an expression that is too long; before it is parsed. */
export function checkExpressionSizes(input: Record<string, unknown>): void {
  for (const name of expressions) {
    const text = input[name];
    const bytes = typeof text === 'string' ? Buffer.byteLength(text) : 0;
    if (bytes > maxExpressionBytes)
      throw validationError(
        `Invalid ${name}: Expression size has exceeded the maximum allowed size; expression size: ${bytes}`,
      );
  }
  const names = (input.ExpressionAttributeNames ?? {}) as Record<string, unknown>;
  const values = (input.ExpressionAttributeValues ?? {}) as Item;
  for (const [parameter, entries] of Object.entries({
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  })) {
    const tooLong = Object.keys(entries).find((key) => key.length > maxPlaceholderLength);
    if (tooLong !== undefined)
      throw validationError(
        `${parameter} contains invalid key: The expression attribute map contains a key that is too long; key: "${tooLong}"`,
      );
  }
}

/** Throws DynamoDB's ValidationException for values that are too large together; they have been checked. */
export function checkVariableSize(values: Item | undefined): void {
  if (values && itemSizeBytes(values) > maxVariableBytes)
    throw validationError('ExpressionAttributeValues exceeds max size');
}

interface Node {
  type?: string;
  args?: unknown[];
}

/** Throws DynamoDB's ValidationException for a parsed expression with too many operators, operands or levels. */
export function checkOperators(parameter: string, nodes: unknown[]): void {
  let operators = 0;
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      checkPath(parameter, node);
      return;
    }
    const { type, args } = (node ?? {}) as Node;
    if (type === undefined || !args) return;
    operators += 1;
    const operands = args.length - 1;
    if (type === 'in' && operands > maxInOperands)
      throw validationError(
        `Invalid ${parameter}: Incorrect number of operands for operator or function; operator or function: IN, number of operands: ${operands}`,
      );
    for (const each of args) visit(each);
  };
  for (const node of nodes) visit(node);
  if (operators > maxOperators)
    throw validationError(
      `Invalid ${parameter}: The expression contains too many operators; operator count: ${operators}`,
    );
}

function checkPath(parameter: string, path: unknown[]): void {
  if (path.length > maxLevels)
    throw validationError(
      `Invalid ${parameter}: The document path has too many nesting elements; nesting levels: ${path.length}`,
    );
}

/** Throws DynamoDB's ValidationException for an item with something below the 32nd level. */
export function checkLevels(item: Item | undefined): void {
  for (const value of Object.values(item ?? {})) checkLevel(value, 1);
}

function checkLevel(value: AttributeValue, level: number): void {
  if (level > maxLevels)
    throw validationError(
      'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
    );
  for (const each of value.L ?? Object.values(value.M ?? {})) checkLevel(each, level + 1);
}
