import { type EventPattern, parseEventPattern } from '../../kernel/event-pattern/event-pattern.ts';
import { PatternError } from '../../kernel/event-pattern/pattern-error.ts';
import { EventBridgeError } from './event-bridge-error.ts';

/** The pattern of a rule or an archive, as JSON text or as a value. Throws an EventBridgeError when it is none. */
export function readPattern(pattern: unknown): EventPattern {
  try {
    const text = typeof pattern === 'string' ? pattern : (JSON.stringify(pattern) ?? '');
    if (text.length > 4_096) throw new PatternError('it is longer than 4,096 characters');
    const parsed = parseEventPattern(text);
    if (holdsEmptyOne(parsed)) throw new PatternError('empty objects are not allowed');
    return parsed;
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    throw new EventBridgeError(
      'InvalidEventPatternException',
      `Event pattern is not valid. Reason: ${error.message}`,
    );
  }
}

/** Whether it, or a pattern within it, says nothing of an event. */
const holdsEmptyOne = ({ fields, alternatives }: EventPattern): boolean =>
  (fields.size === 0 && alternatives.length === 0) ||
  [...fields.values()].some((each) => !Array.isArray(each) && holdsEmptyOne(each)) ||
  alternatives.flat().some(holdsEmptyOne);
