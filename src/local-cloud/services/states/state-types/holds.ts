import { type Comparator, comparators, isOfKind } from '../definition/choice-rule.ts';
import { isTimestamp } from '../timestamp.ts';

/** Finds what a path leads to; undefined for nothing. */
export type Find = (path: string) => unknown;

/** A path of a rule that leads to nothing. */
export class NothingThere extends Error {
  override name = 'NothingThere';
  readonly path: string;

  constructor(path: string) {
    super(`Invalid path '${path}': The choice state's condition path references an invalid value.`);
    this.path = path;
  }
}

/**
 * Whether a rule of a Choice in JSONPath holds. Throws NothingThere.
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html#amazon-states-language-choice-state-rules
 */
export function holds(rule: Record<string, unknown>, find: Find): boolean {
  if (rule.And) return (rule.And as Record<string, unknown>[]).every((each) => holds(each, find));
  if (rule.Or) return (rule.Or as Record<string, unknown>[]).some((each) => holds(each, find));
  if (rule.Not) return !holds(rule.Not as Record<string, unknown>, find);
  const [name = ''] = Object.keys(rule).filter((each) => comparators.has(each));
  const comparator = comparators.get(name) as Comparator;
  const variable = String(rule.Variable);
  const value = find(variable);
  if (comparator.kind === 'is' && comparator.what === 'Present') return (value !== undefined) === rule[name];
  if (value === undefined) throw new NothingThere(variable);
  return compares(comparator, value, rule[name], find);
}

function compares(comparator: Comparator, value: unknown, operand: unknown, find: Find): boolean {
  switch (comparator.kind) {
    case 'is':
      return isWhat(comparator.what, value) === operand;
    case 'matches':
      return typeof value === 'string' && patternOf(String(operand)).test(value);
    case 'order': {
      const other = comparator.path ? find(String(operand)) : operand;
      if (other === undefined) throw new NothingThere(String(operand));
      const { of, order } = comparator;
      if (!isOfKind(of, value) || !isOfKind(of, other)) return false;
      return of === 'Timestamp'
        ? inOrder(order, Date.parse(String(value)), Date.parse(String(other)))
        : inOrder(order, value as string | number, other as string | number);
    }
  }
}

function inOrder(order: string, left: string | number, right: string | number): boolean {
  if (order === 'Equals') return left === right;
  if (order.endsWith('Equals') && left === right) return true;
  return order.startsWith('LessThan') ? left < right : left > right;
}

function isWhat(what: string, value: unknown): boolean {
  switch (what) {
    case 'Null':
      return value === null;
    case 'Timestamp':
      return isTimestamp(value);
    case 'Numeric':
      return typeof value === 'number';
    default:
      return typeof value === what.toLowerCase();
  }
}

/** `*` stands for any characters, `\*` and `\\` for themselves. */
function patternOf(text: string): RegExp {
  const parts = text.match(/\\[*\\]|[\s\S]/g) ?? [];
  const source = parts.map((part) => {
    if (part === '*') return '[\\s\\S]*';
    return (part.length > 1 ? part.slice(1) : part).replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  });
  return new RegExp(`^${source.join('')}$`);
}
