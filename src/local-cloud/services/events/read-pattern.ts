import { type EventPattern, parseEventPattern } from '../../kernel/event-pattern/event-pattern.ts';
import { PatternError } from '../../kernel/event-pattern/pattern-error.ts';
import { EventBridgeError } from './event-bridge-error.ts';

/** The pattern of a rule or an archive, as JSON text or as a value. Throws an EventBridgeError when it is none. */
export function readPattern(pattern: unknown): EventPattern {
  try {
    const text = typeof pattern === 'string' ? pattern : (JSON.stringify(pattern) ?? '');
    if (text.length > 4_096) throw new PatternError('it is longer than 4,096 characters');
    return parseEventPattern(text);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    throw new EventBridgeError(
      'InvalidEventPatternException',
      `Event pattern is not valid. Reason: ${error.message}`,
    );
  }
}
