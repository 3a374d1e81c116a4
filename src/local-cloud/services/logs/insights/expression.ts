import { functionOf } from './functions.ts';
import { readPeriodCall, seesPeriodCall } from './periods.ts';
import { QueryError } from './query-error.ts';
import type { Row, Value } from './row.ts';
import type { TokenReader } from './token-reader.ts';
import { isTrue, numberIn, orderOf } from './values.ts';

/** What an expression is for a row. */
export type Evaluate = (row: Row) => Value;

/** A field's value, as it is when nothing else is asked of it. */
export const fieldOf =
  (name: string): Evaluate =>
  ({ values }) =>
    values[name];

/**
 * Reads a condition or a value: `a = 1 and not (b like /x/ or c in ["d"])`. Throws a QueryError.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Filter.html
 */
export function readExpression(reader: TokenReader): Evaluate {
  const left = readAnd(reader);
  if (!reader.takeIf('or')) return left;
  const right = readExpression(reader);
  return (row) => isTrue(left(row)) || isTrue(right(row));
}

function readAnd(reader: TokenReader): Evaluate {
  const left = readNot(reader);
  if (!reader.takeIf('and')) return left;
  const right = readAnd(reader);
  return (row) => isTrue(left(row)) && isTrue(right(row));
}

function readNot(reader: TokenReader): Evaluate {
  if (!reader.takeIf('not')) return readComparison(reader);
  const inner = readNot(reader);
  return (row) => !isTrue(inner(row));
}

function readComparison(reader: TokenReader): Evaluate {
  const left = readSum(reader);
  if (reader.sees('=', '!=', '<', '<=', '>', '>=')) {
    const compare = comparisons[reader.take().text] as (order: number) => boolean;
    const right = readSum(reader);
    return (row) => {
      const order = orderOf(left(row), right(row));
      return order !== undefined && compare(order);
    };
  }
  const negated = reader.takeIf('not');
  const found = readMembership(reader, left);
  if (found) return negated ? (row) => !found(row) : found;
  if (negated) throw reader.unexpected('Write like or in behind not.');
  return left;
}

function readMembership(reader: TokenReader, left: Evaluate): ((row: Row) => boolean) | undefined {
  if (reader.takeIf('like', '=~')) {
    const { kind, text } = reader.take();
    if (kind !== 'pattern' && kind !== 'text')
      throw new QueryError(`like takes a "text" or a /regular expression/, not ${text}. Write one of these.`);
    const matches = kind === 'text' ? (value: string) => value.includes(text) : matcherOf(text);
    return (row) => {
      const value = left(row);
      return value !== undefined && matches(String(value));
    };
  }
  if (!reader.takeIf('in')) return undefined;
  reader.expect('[');
  const members = readList(reader, ']');
  return (row) => {
    const value = left(row);
    return members.some((each) => orderOf(value, each(row)) === 0);
  };
}

function readSum(reader: TokenReader): Evaluate {
  const readPower = () => readOperators(reader, () => readValue(reader), ['^']);
  const readProduct = () => readOperators(reader, readPower, ['*', '/', '%']);
  return readOperators(reader, readProduct, ['+', '-']);
}

function readOperators(reader: TokenReader, operand: () => Evaluate, signs: string[]): Evaluate {
  let left = operand();
  while (reader.sees(...signs)) {
    const compute = arithmetic[reader.take().text] as (one: number, other: number) => number;
    const [one, other] = [left, operand()];
    left = (row) => {
      const [a, b] = [numberIn(one(row)), numberIn(other(row))];
      return a === undefined || b === undefined ? undefined : compute(a, b);
    };
  }
  return left;
}

function readValue(reader: TokenReader): Evaluate {
  if (reader.takeIf('(')) {
    const inner = readExpression(reader);
    reader.expect(')');
    return inner;
  }
  if (reader.takeIf('-')) {
    const inner = readValue(reader);
    return (row) => {
      const value = numberIn(inner(row));
      return value === undefined ? undefined : -value;
    };
  }
  const called = reader.call();
  if (called) return called;
  if (seesPeriodCall(reader)) return readPeriodCall(reader, readExpression);
  const isCall = reader.seesCall;
  const { kind, text } = reader.next ?? {};
  if (kind === 'number' || kind === 'text') {
    reader.take();
    const value = kind === 'number' ? Number(text) : text;
    if (Number.isNaN(value))
      throw new QueryError(`${text} is no number. Put it in quotation marks when it is a text.`);
    return () => value;
  }
  if (kind !== 'name' || text === undefined) throw reader.unexpected('Write a field or a value there.');
  reader.take();
  if (!isCall) return fieldOf(text);
  reader.expect('(');
  const values = readList(reader, ')');
  const compute = functionOf(text, values.length);
  return (row) => compute(values.map((each) => each(row)));
}

function readList(reader: TokenReader, end: ')' | ']'): Evaluate[] {
  const values: Evaluate[] = [];
  while (!reader.takeIf(end)) {
    if (values.length > 0) reader.expect(',');
    values.push(readExpression(reader));
  }
  return values;
}

/** A regular expression as JavaScript has it; `(?i)` or `^(?i)` at its beginning makes capitals not count. Throws a QueryError. */
export function regularExpression(text: string): RegExp {
  const ignoresCase = /^\^?\(\?i\)/.test(text);
  try {
    return new RegExp(ignoresCase ? text.replace('(?i)', '') : text, ignoresCase ? 'i' : '');
  } catch (error) {
    throw new QueryError(`/${text}/ is no regular expression: ${(error as Error).message}. Mend it.`);
  }
}

function matcherOf(text: string): (value: string) => boolean {
  const pattern = regularExpression(text);
  return (value) => pattern.test(value);
}

const comparisons: Record<string, (order: number) => boolean> = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

const arithmetic: Record<string, (one: number, other: number) => number> = {
  '+': (one, other) => one + other,
  '-': (one, other) => one - other,
  '*': (one, other) => one * other,
  '/': (one, other) => one / other,
  '%': (one, other) => one % other,
  '^': (one, other) => one ** other,
};
