import { BlockList, isIP } from 'node:net';
import { PatternError } from './pattern-error.ts';

/** Whether a leaf of an event satisfies it; `undefined` is a field that is not there. */
export type Condition = (leaf: unknown) => boolean;

export const conditionSatisfied = (condition: Condition, leaf: unknown): boolean => condition(leaf);

/**
 * Reads one condition: a value that must be equal, or `{ operator: operand }`. Throws a PatternError.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function parseCondition(rule: unknown, path: string): Condition {
  if (rule === null || ['string', 'number', 'boolean'].includes(typeof rule)) return (leaf) => leaf === rule;
  const entries = typeof rule === 'object' && !Array.isArray(rule) ? Object.entries(rule as object) : [];
  const [operator, operand] = entries[0] ?? [];
  const parse = operators.get(String(operator));
  if (entries.length !== 1 || !parse)
    throw new PatternError(`${path} has the unknown condition ${JSON.stringify(rule)}`);
  return parse(operand, path);
}

/** `severalAllowed`: the operand may be a list of texts, as only within `anything-but`. */
type Parser = (operand: unknown, path: string, severalAllowed?: boolean) => Condition;

/** A condition on text: of several operands one must hold. */
function onText(test: (leaf: string, operand: string) => boolean): Parser {
  return (operand, path, severalAllowed) => {
    const operands = texts(operand, path, severalAllowed);
    return (leaf) => typeof leaf === 'string' && operands.some((each) => test(leaf, each));
  };
}

function texts(operand: unknown, path: string, severalAllowed = false): string[] {
  const list = severalAllowed && Array.isArray(operand) ? operand : [operand];
  if (list.length > 0 && list.every((each) => typeof each === 'string')) return list;
  throw new PatternError(
    `${path} has a condition that needs a text${severalAllowed ? ' or a list of texts' : ''}, and not ${JSON.stringify(operand)}`,
  );
}

const equalsIgnoreCase = onText((leaf, operand) => leaf.toLowerCase() === operand.toLowerCase());

/** `prefix` and `suffix` take a text, or `{ "equals-ignore-case": text }`. */
function affix(test: (leaf: string, operand: string) => boolean): Parser {
  return (operand, path, severalAllowed) => {
    if (typeof operand !== 'object' || operand === null || !('equals-ignore-case' in operand))
      return onText(test)(operand, path, severalAllowed);
    if (Object.keys(operand).length > 1)
      throw new PatternError(`${path} has more than one operator in ${JSON.stringify(operand)}`);
    return onText((leaf, each) => test(leaf.toLowerCase(), each.toLowerCase()))(
      operand['equals-ignore-case'],
      path,
    );
  };
}

const prefix = affix((leaf, operand) => leaf.startsWith(operand));
const suffix = affix((leaf, operand) => leaf.endsWith(operand));

/** `*` stands for any text, `\*` and `\\` for themselves. */
const wildcard: Parser = (operand, path, severalAllowed) => {
  const expressions = texts(operand, path, severalAllowed).map((text) => {
    const parts: string[] = text.match(/\\[*\\]|[^\\]|\\/gs) ?? [];
    if (parts.includes('\\'))
      throw new PatternError(`${path} has a backslash that escapes neither * nor a backslash`);
    if (parts.some((part, index) => part === '*' && parts[index + 1] === '*'))
      throw new PatternError(`${path} has consecutive wildcard characters`);
    const source = parts.map((part) => (part === '*' ? '.*' : RegExp.escape(part.replace(/^\\(?=.)/, ''))));
    return new RegExp(`^${source.join('')}$`, 's');
  });
  return (leaf) => typeof leaf === 'string' && expressions.some((each) => each.test(leaf));
};

const comparisons = new Map<unknown, (leaf: number, operand: number) => boolean>([
  ['=', (leaf, operand) => leaf === operand],
  ['<', (leaf, operand) => leaf < operand],
  ['<=', (leaf, operand) => leaf <= operand],
  ['>', (leaf, operand) => leaf > operand],
  ['>=', (leaf, operand) => leaf >= operand],
]);

/** "limited to values between -5.0e9 and +5.0e9 inclusive" */
const largestNumber = 5e9;

/** `=` alone, or a lower bound, an upper bound, or both in this order, with values between them. */
const numeric: Parser = (operand, path) => {
  const list = Array.isArray(operand) ? operand : [];
  const tests: Condition[] = [];
  for (let index = 0; index < list.length; index += 2) {
    const compare = comparisons.get(list[index]);
    const bound = list[index + 1];
    if (!compare || typeof bound !== 'number') {
      throw new PatternError(
        `${path} has a numeric condition that is no list of comparisons and numbers: ${JSON.stringify(operand)}`,
      );
    }
    if (Math.abs(bound) > largestNumber)
      throw new PatternError(`${path} compares with ${bound}, which is not between -5.0e9 and 5.0e9`);
    tests.push((leaf) => typeof leaf === 'number' && compare(leaf, bound));
  }
  if (tests.length === 0) throw new PatternError(`${path} has a numeric condition without a comparison`);
  const [first = '', low, second = '', high] = list as [string, number, string?, number?];
  const isRange = tests.length === 2 && first.startsWith('>') && second.startsWith('<');
  if (tests.length > 1 && !isRange)
    throw new PatternError(
      `${path} has too many comparisons in ${JSON.stringify(operand)}: only a lower bound may be followed by an upper one`,
    );
  if (isRange && low >= Number(high))
    throw new PatternError(
      `${path} has the lower bound ${low}, which is not less than the upper bound ${high}`,
    );
  return (leaf) => tests.every((test) => test(leaf));
};

const exists: Parser = (operand, path) => {
  if (typeof operand !== 'boolean') throw new PatternError(`${path}: exists must be true or false`);
  return (leaf) => (leaf !== undefined) === operand;
};

const cidr: Parser = (operand, path) => {
  const blocks = texts(operand, path).map((text) => {
    const [network = '', bits] = text.split('/');
    const version = isIP(network);
    const longest = version === 4 ? 32 : 128;
    const length = Number(bits);
    if (version === 0 || !Number.isInteger(length) || length < 0 || length > longest)
      throw new PatternError(`${path} has the malformed address block ${text}`);
    const block = new BlockList();
    block.addSubnet(network, length, version === 4 ? 'ipv4' : 'ipv6');
    return block;
  });
  return (leaf) => {
    const version = typeof leaf === 'string' ? isIP(leaf) : 0;
    return (
      version !== 0 && blocks.some((block) => block.check(leaf as string, version === 4 ? 'ipv4' : 'ipv6'))
    );
  };
};

/** A field that is not there satisfies no `anything-but`. */
const anythingBut: Parser = (operand, path) => {
  const excluded =
    typeof operand === 'object' && operand !== null && !Array.isArray(operand)
      ? [parseExcludedOperator(operand, path)]
      : valuesOf(operand, path).map((each) => parseCondition(each, path));
  return (leaf) => leaf !== undefined && !excluded.some((condition) => condition(leaf));
};

function parseExcludedOperator(operand: object, path: string): Condition {
  const [[operator, texts] = [], ...more] = Object.entries(operand);
  const parse = operators.get(String(operator));
  const isKnown = ['prefix', 'suffix', 'wildcard', 'equals-ignore-case'].includes(String(operator));
  if (!isKnown || !parse || more.length > 0)
    throw new PatternError(`${path} has the unknown condition anything-but ${JSON.stringify(operand)}`);
  return parse(texts, path, true);
}

/** "a list that contains only strings, or only numbers" */
function valuesOf(operand: unknown, path: string): unknown[] {
  const list = Array.isArray(operand) ? operand : [operand];
  const [type] = list.map((each) => typeof each);
  if ((type === 'string' || type === 'number') && list.every((each) => typeof each === type)) return list;
  throw new PatternError(
    `${path} has an anything-but that is neither of texts nor of numbers: ${JSON.stringify(operand)}`,
  );
}

const operators = new Map<string, Parser>([
  ['prefix', prefix],
  ['suffix', suffix],
  ['equals-ignore-case', equalsIgnoreCase],
  ['wildcard', wildcard],
  ['numeric', numeric],
  ['exists', exists],
  ['cidr', cidr],
  ['anything-but', anythingBut],
]);
