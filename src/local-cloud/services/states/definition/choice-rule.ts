import { parsePath } from '../query/json-path/parse-path.ts';
import { isTimestamp } from '../timestamp.ts';

type Kind = 'String' | 'Numeric' | 'Boolean' | 'Timestamp';
type Order = 'Equals' | 'LessThan' | 'GreaterThan' | 'LessThanEquals' | 'GreaterThanEquals';

/** How a rule compares what its Variable finds. */
export type Comparator =
  /** With a value; with `path`, with what a path finds. */
  | { kind: 'order'; of: Kind; order: Order; path: boolean }
  | { kind: 'matches' }
  | { kind: 'is'; what: 'Null' | 'Present' | 'Numeric' | 'String' | 'Boolean' | 'Timestamp' };

const orders: readonly Order[] = ['Equals', 'LessThan', 'GreaterThan', 'LessThanEquals', 'GreaterThanEquals'];

/**
 * By name. https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html#amazon-states-language-choice-state-rules
 */
export const comparators: ReadonlyMap<string, Comparator> = new Map<string, Comparator>([
  ...(['String', 'Numeric', 'Timestamp', 'Boolean'] as const).flatMap((of) =>
    (of === 'Boolean' ? (['Equals'] as const) : orders).flatMap((order): [string, Comparator][] => [
      [`${of}${order}`, { kind: 'order', of, order, path: false }],
      [`${of}${order}Path`, { kind: 'order', of, order, path: true }],
    ]),
  ),
  ['StringMatches', { kind: 'matches' }],
  ...(['Null', 'Present', 'Numeric', 'String', 'Boolean', 'Timestamp'] as const).map(
    (what): [string, Comparator] => [`Is${what}`, { kind: 'is', what }],
  ),
]);

const combinations = ['And', 'Or', 'Not'] as const;

/** What only a rule of `Choices` itself has. */
const ofTheTop = ['Next', 'Assign', 'Comment'];

/** What is wrong with a rule, or undefined. */
export function problemOfRule(given: unknown, isTop = true): string | undefined {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return 'a rule must be an object';
  const rule = given as Record<string, unknown>;
  const fields = Object.keys(rule).filter((name) => !(isTop ? ofTheTop : ['Comment']).includes(name));
  const [only, ...more] = fields.filter((name) => name !== 'Variable');
  if (only === undefined) return `a rule needs a comparison, or one of ${combinations.join(', ')}`;
  if (more.length > 0) return `a rule has one comparison, and this one has ${[only, ...more].join(', ')}`;
  if (only === 'And' || only === 'Or') {
    const inner = rule[only];
    if (!Array.isArray(inner) || inner.length === 0) return `${only} must be an array of rules`;
    return inner.map((each) => problemOfRule(each, false)).find((problem) => problem !== undefined);
  }
  if (only === 'Not') return problemOfRule(rule.Not, false);
  const comparator = comparators.get(only);
  if (!comparator)
    return `${only} is no comparison of a rule in JSONPath: ${[...comparators.keys()].join(', ')} are`;
  return problemOfPath('Variable', rule.Variable) ?? problemOfOperand(only, comparator, rule[only]);
}

function problemOfPath(field: string, value: unknown): string | undefined {
  if (typeof value !== 'string') return `${field} must be a path`;
  try {
    parsePath(value);
    return undefined;
  } catch (error) {
    return `${field}: ${(error as Error).message}`;
  }
}

const types: Record<Kind, (value: unknown) => boolean> = {
  String: (value) => typeof value === 'string',
  Numeric: (value) => typeof value === 'number',
  Boolean: (value) => typeof value === 'boolean',
  Timestamp: isTimestamp,
};

function problemOfOperand(name: string, comparator: Comparator, value: unknown): string | undefined {
  switch (comparator.kind) {
    case 'order':
      if (comparator.path) return problemOfPath(name, value);
      return types[comparator.of](value)
        ? undefined
        : `${name} must be ${comparator.of === 'Timestamp' ? 'a date and time as 2016-03-14T01:59:00Z' : `a ${{ String: 'text', Numeric: 'number', Boolean: 'boolean' }[comparator.of]}`}`;
    case 'matches':
      if (typeof value !== 'string') return `${name} must be a text`;
      return /\\(?![*\\])/.test(value.replaceAll('\\\\', ''))
        ? `${name} has a backslash that escapes nothing: of * and \\ it makes plain characters`
        : undefined;
    case 'is':
      return typeof value === 'boolean' ? undefined : `${name} must be true or false`;
  }
}

/** Whether a value is one that this kind of comparison takes. */
export const isOfKind = (kind: Kind, value: unknown): boolean => types[kind](value);
