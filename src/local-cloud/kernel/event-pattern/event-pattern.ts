import { type Condition, conditionSatisfied, parseCondition } from './conditions.ts';
import { PatternError } from './pattern-error.ts';

/**
 * What events must look like: fields with the conditions of which one must hold, nested as the events are.
 * One language for the rules of EventBridge, the filters of event source mappings and SNS's filter policies.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export interface EventPattern {
  fields: Map<string, Condition[] | EventPattern>;
  /** `$or`: of each list one pattern must hold too. */
  alternatives: EventPattern[][];
}

/** Reads a pattern. Throws a PatternError that says what is wrong with it. */
export function parseEventPattern(text: string): EventPattern {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new PatternError('it is no JSON');
  }
  return patternFrom(value, '');
}

/** As parseEventPattern, of a value that is read already. */
export function eventPatternOf(value: unknown): EventPattern {
  return patternFrom(value, '');
}

function patternFrom(value: unknown, path: string): EventPattern {
  if (!isObject(value)) throw new PatternError(`${path || 'the pattern'} must be an object`);
  const pattern: EventPattern = { fields: new Map(), alternatives: [] };
  for (const [key, rule] of Object.entries(value)) {
    const at = path ? `${path}.${key}` : key;
    // Of fewer than two patterns it is a field like any other.
    if (key === '$or' && Array.isArray(rule) && rule.length > 1 && rule.every(isObject))
      pattern.alternatives.push(rule.map((each) => patternFrom(each, at)));
    else if (Array.isArray(rule)) {
      if (rule.length === 0) throw new PatternError(`${at} must list at least one condition`);
      pattern.fields.set(
        key,
        rule.map((each) => parseCondition(each, at)),
      );
    } else if (isObject(rule)) pattern.fields.set(key, patternFrom(rule, at));
    else throw new PatternError(`${at} must be an object or an array`);
  }
  return pattern;
}

/** Whether the event satisfies the pattern. */
export function matchesPattern(pattern: EventPattern, event: unknown): boolean {
  for (const [key, rule] of pattern.fields) {
    const value = isObject(event) ? event[key] : undefined;
    const holds = Array.isArray(rule) ? leafMatches(rule, value) : branchMatches(rule, value);
    if (!holds) return false;
  }
  return pattern.alternatives.every((patterns) => patterns.some((each) => matchesPattern(each, event)));
}

/**
 * "If the value in the event is an array, then the event pattern matches if the intersection of the event pattern array
 * and the event array is non-empty." Conditions see leaves only: a field that holds an object does not exist for them.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns-arrays.html
 */
function leafMatches(conditions: Condition[], value: unknown): boolean {
  const leaves = (Array.isArray(value) ? value.flat(Number.POSITIVE_INFINITY) : [value]).filter(
    (each) => each !== undefined && !isObject(each),
  );
  return conditions.some((condition) =>
    leaves.length === 0
      ? conditionSatisfied(condition, undefined)
      : leaves.some((leaf) => conditionSatisfied(condition, leaf)),
  );
}

/** Of an array of objects one must satisfy the whole nested pattern. */
function branchMatches(pattern: EventPattern, value: unknown): boolean {
  const objects = Array.isArray(value) ? value.filter(isObject) : [];
  return objects.length > 0
    ? objects.some((each) => matchesPattern(pattern, each))
    : matchesPattern(pattern, value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
