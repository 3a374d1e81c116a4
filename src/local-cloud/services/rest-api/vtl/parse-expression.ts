import type { Reader } from './reader.ts';
import type { Expression, Operator, Reference, Step } from './syntax.ts';

/** From what binds least to what binds most. */
const levels: RegExp[] = [
  /\s*(\|\||or\b)/y,
  /\s*(&&|and\b)/y,
  /\s*(==|!=|eq\b|ne\b)/y,
  /\s*(<=|>=|<|>|le\b|ge\b|lt\b|gt\b)/y,
  /\s*(\+|-)/y,
  /\s*(\*|\/|%)/y,
];

const words: Record<string, Operator> = {
  or: '||',
  and: '&&',
  eq: '==',
  ne: '!=',
  lt: '<',
  gt: '>',
  le: '<=',
  ge: '>=',
};

/**
 * An expression of the Velocity Template Language, which begins where the reader stands. Throws an Error.
 * https://velocity.apache.org/engine/1.7/user-guide.html
 */
export function parseExpression(reader: Reader, level = 0): Expression {
  const operators = levels[level];
  if (!operators) return parseUnary(reader);
  let left = parseExpression(reader, level + 1);
  for (let found = reader.take(operators); found; found = reader.take(operators)) {
    const [, sign = ''] = found;
    const operator = words[sign] ?? (sign as Operator);
    left = { kind: 'binary', operator, left, right: parseExpression(reader, level + 1) };
  }
  return left;
}

function parseUnary(reader: Reader): Expression {
  reader.skipSpace();
  if (reader.take(/!|not\b/y)) return { kind: 'not', operand: parseUnary(reader) };
  if (reader.take(/\(/y)) {
    const inner = parseExpression(reader);
    reader.expect(')');
    return inner;
  }
  return parseOperand(reader);
}

function parseOperand(reader: Reader): Expression {
  if (reader.sees(/\$/y)) return { kind: 'reference', reference: parseReference(reader) };
  const [, single, double] = reader.take(/'([^']*)'|"((?:[^"]|"")*)"/y) ?? [];
  if (single !== undefined) return { kind: 'literal', value: single };
  if (double !== undefined) return { kind: 'template', body: reader.nested(double.replaceAll('""', '"')) };
  const number = reader.take(/-?\d+(\.(?!\.)\d+)?/y);
  if (number) return { kind: 'literal', value: Number(number[0]) };
  const word = reader.take(/(true|false)\b/y);
  if (word) return { kind: 'literal', value: word[0] === 'true' };
  if (reader.take(/\[/y)) return parseList(reader);
  if (reader.take(/\{/y)) return { kind: 'map', entries: parseEntries(reader) };
  throw reader.unreadable('a value');
}

/** What stands between the square brackets of a list or a range. */
function parseList(reader: Reader): Expression {
  const items: Expression[] = [];
  reader.skipSpace();
  if (reader.take(/\]/y)) return { kind: 'list', items };
  for (;;) {
    items.push(parseExpression(reader));
    reader.skipSpace();
    if (reader.take(/\]/y)) return { kind: 'list', items };
    const [from] = items;
    if (from && items.length === 1 && reader.take(/\.\./y)) {
      const to = parseExpression(reader);
      reader.expect(']');
      return { kind: 'range', from, to };
    }
    reader.expect(',');
  }
}

function parseEntries(reader: Reader): [Expression, Expression][] {
  const entries: [Expression, Expression][] = [];
  reader.skipSpace();
  if (reader.take(/\}/y)) return entries;
  for (;;) {
    const key = parseExpression(reader);
    reader.expect(':');
    entries.push([key, parseExpression(reader)]);
    reader.skipSpace();
    if (reader.take(/\}/y)) return entries;
    reader.expect(',');
  }
}

/** The beginning of a reference, which is what makes a `$` more than a sign. */
export const referenceStart = /\$!?\{?[a-zA-Z]/y;

/** `$name…`, `$!name…`, `${name…}` or `$!{name…}`. */
export function parseReference(reader: Reader): Reference {
  const [, brace] = reader.take(/\$!?(\{?)/y) ?? [];
  const name = reader.take(/[a-zA-Z][\w-]*/y)?.[0];
  if (name === undefined) throw reader.unreadable('the name of a reference');
  const steps: Step[] = [];
  for (let step = parseStep(reader); step; step = parseStep(reader)) steps.push(step);
  if (brace) reader.expect('}');
  return { name, steps };
}

function parseStep(reader: Reader): Step | undefined {
  const [, name] = reader.take(/\.([a-zA-Z_][\w-]*)/y) ?? [];
  if (name !== undefined) {
    if (!reader.take(/\(/y)) return { kind: 'property', name };
    return { kind: 'call', name, arguments: parseArguments(reader) };
  }
  // In a text a bracket may be only a bracket.
  if (!reader.sees(/\[\s*(-?\d+|'[^']*'|"[^"]*"|\$[^\]]+)\s*\]/y)) return undefined;
  reader.expect('[');
  const index = parseExpression(reader);
  reader.expect(']');
  return { kind: 'index', index };
}

function parseArguments(reader: Reader): Expression[] {
  const given: Expression[] = [];
  reader.skipSpace();
  if (reader.take(/\)/y)) return given;
  for (;;) {
    given.push(parseExpression(reader));
    reader.skipSpace();
    if (reader.take(/\)/y)) return given;
    reader.expect(',');
  }
}
