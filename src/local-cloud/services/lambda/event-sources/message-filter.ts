import type { SQSRecord } from 'aws-lambda';
import { eventPatternOf, matchesPattern } from '../../../kernel/event-pattern/event-pattern.ts';
import { PatternError } from '../../../kernel/event-pattern/pattern-error.ts';

/** Whether a record reaches the function. */
export type MessageFilter = (record: SQSRecord) => boolean;

/** "By default, you can define up to five different filters for a single event source mapping." */
export const maxFilters = 5;

/** https://docs.aws.amazon.com/lambda/latest/api/API_Filter.html */
export const longestFilterPattern = 4_096;

/**
 * Reads the patterns of a FilterCriteria, of which one must match. Throws a PatternError.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html
 */
export function parseMessageFilters(patterns: string[]): MessageFilter {
  if (patterns.length === 0) return () => true;
  const filters = patterns.map(parseMessageFilter);
  return (record) => filters.some((filter) => filter(record));
}

function parseMessageFilter(text: string): MessageFilter {
  const rule = parseJson(text);
  if (!isObject(rule)) throw new PatternError(`${text} is no JSON object`);
  const pattern = eventPatternOf(rule);
  const { body: bodyRule } = rule;
  if (bodyRule === undefined) return (record) => matchesPattern(pattern, record);
  const wantsJson = isObject(bodyRule);
  return (record) => {
    const value = parseJson(record.body);
    // "Lambda automatically evaluates the format of the incoming message body and of your filter pattern for body. If
    // there is a mismatch, Lambda drops the message."
    if (isObject(value) !== wantsJson) return false;
    return matchesPattern(pattern, wantsJson ? { ...record, body: value } : record);
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
