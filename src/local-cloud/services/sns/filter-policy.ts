import type { MessageAttribute } from '../../kernel/contracts/event-target.ts';
import {
  type EventPattern,
  eventPatternOf,
  matchesPattern,
} from '../../kernel/event-pattern/event-pattern.ts';
import { PatternError } from '../../kernel/event-pattern/pattern-error.ts';

/** Whether a subscription wants a message. */
export type Filter = (message: { body: string; attributes: Record<string, MessageAttribute> }) => boolean;

/**
 * Reads a filter policy. Throws a PatternError when it is none.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
 */
export function parseFilterPolicy(
  policy: unknown,
  scope: 'MessageAttributes' | 'MessageBody' = 'MessageAttributes',
): Filter {
  const pattern = eventPatternOf(policy);
  const combinations = combinationsOf(pattern);
  if (combinations > mostCombinations)
    throw new PatternError(
      `Filter policy is too complex: it has ${combinations} combinations of values, and may have ${mostCombinations}`,
    );
  if (scope === 'MessageBody') {
    return ({ body }) => {
      const value = parseObject(body);
      return value !== undefined && matchesPattern(pattern, value);
    };
  }
  if (isNested(pattern))
    throw new PatternError('Filter policy scope MessageAttributes does not support nested filter policy');
  const isEmpty = pattern.fields.size === 0 && pattern.alternatives.length === 0;
  return ({ attributes }) => {
    const values = valuesOf(attributes);
    // '"exists": false only matches if at least one attribute is present.'
    if (Object.keys(values).length === 0) return isEmpty;
    return matchesPattern(pattern, values);
  };
}

/** "The total combination of values in a filter policy must not exceed 150." */
const mostCombinations = 150;

/**
 * "To calculate the total combination, multiply the number of values in each array in the filter policy." In the page's
 * example of a nested policy each is multiplied by the level of its key too. Of `$or` the page says nothing: recorded by
 * others, what it leaves to choose from is added up.
 * https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html
 */
const combinationsOf = ({ fields, alternatives }: EventPattern, level = 1): number =>
  [
    ...[...fields.values()].map((rule) =>
      Array.isArray(rule) ? rule.length * level : combinationsOf(rule, level + 1),
    ),
    ...alternatives.map((patterns) => patterns.reduce((sum, each) => sum + combinationsOf(each, level), 0)),
  ].reduce((product, each) => product * each, 1);

/**
 * Of attributes: "Only supports top-level keys (nesting is not allowed)".
 * https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html
 */
const isNested = ({ fields, alternatives }: EventPattern): boolean =>
  [...fields.values()].some((conditions) => !Array.isArray(conditions)) || alternatives.flat().some(isNested);

/** String, String.Array and Number are compared; Binary is not. */
function valuesOf(attributes: Record<string, MessageAttribute>): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, { DataType, StringValue }] of Object.entries(attributes)) {
    if (StringValue === undefined) continue;
    if (DataType === 'String.Array') values[name] = parseJson(StringValue);
    else values[name] = /^Number(\.|$)/.test(DataType) ? Number(StringValue) : StringValue;
  }
  return values;
}

function parseObject(text: string): object | undefined {
  const value = parseJson(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
