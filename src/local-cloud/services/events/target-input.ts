import { type BusEvent, isoSeconds } from './event.ts';
import { selectPath } from './json-path.ts';
import type { Rule, TargetInput } from './rule.ts';

/**
 * What a target gets of an event that was received at `receivedAt` (Unix ms), as JSON text, or as it is when the
 * transformed template is none. A text keeps its quotes.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function inputFor(
  event: BusEvent,
  target: TargetInput,
  rule: Pick<Rule, 'arn' | 'name'>,
  receivedAt: number,
): string {
  if (target.Input !== undefined) return target.Input;
  if (target.InputPath !== undefined) return JSON.stringify(selectPath(target.InputPath, event) ?? null);
  if (!target.InputTransformer) return JSON.stringify(event);
  const { InputPathsMap = {}, InputTemplate } = target.InputTransformer;
  const { detail: _, ...withoutDetail } = event;
  const variables: Record<string, unknown> = {
    'aws.events.rule-arn': rule.arn,
    'aws.events.rule-name': rule.name,
    // "The time at which the event was received by EventBridge", whatever time it was put with.
    'aws.events.event.ingestion-time': isoSeconds(receivedAt),
    'aws.events.event': withoutDetail,
    'aws.events.event.json': event,
  };
  for (const [name, path] of Object.entries(InputPathsMap)) variables[name] = selectPath(path, event);
  return fill(InputTemplate, variables);
}

/** Puts values where `<name>` stands: as JSON on its own, as plain text within a quoted text. */
function fill(template: string, variables: Record<string, unknown>): string {
  let quoted = false;
  return template.replaceAll(/\\.|"|<([\w.-]+)>/g, (token, name?: string) => {
    if (token === '"') quoted = !quoted;
    if (name === undefined || !(name in variables)) return token;
    const value = variables[name];
    // "that variable isn't created and won't appear in the output"
    if (value === undefined) return '';
    if (!quoted) return JSON.stringify(value);
    // "EventBridge removes any internal quotes to ensure a valid string"
    return typeof value === 'object' ? JSON.stringify(value).replaceAll('"', '') : String(value);
  });
}

/**
 * The input as its target takes it: a function the JSON value, any other JSON text, in which a text keeps its quotes.
 * What a template made that is no JSON is taken as it is.
 */
export function payloadFor(targetArn: string, input: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(input);
  } catch {
    return input;
  }
  return targetArn.split(':')[2] === 'lambda' ? value : JSON.stringify(value);
}
