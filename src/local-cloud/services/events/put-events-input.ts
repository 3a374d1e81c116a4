import * as v from 'valibot';
import type { PutEventsEntry } from './event.ts';
import { EventBridgeError } from './event-bridge-error.ts';

const text = v.nullish(v.string());

const putEventsInput = v.object({
  Entries: v.optional(
    v.array(
      v.object({
        Source: text,
        DetailType: text,
        Detail: text,
        Resources: v.nullish(v.array(v.string())),
        Time: v.nullish(v.union([v.number(), v.pipe(v.string(), v.isoTimestamp())])),
        EventBusName: text,
        TraceHeader: text,
      }),
    ),
    [],
  ),
});

/**
 * The entries of PutEvents' input. Throws an EventBridgeError when something in it has the wrong type, or when it is for a
 * global endpoint.
 */
export function entriesOf(input: unknown): PutEventsEntry[] {
  const endpointId = Object(input).EndpointId;
  if (endpointId !== undefined && endpointId !== null)
    throw new EventBridgeError(
      'ValidationException',
      `EndpointId ${endpointId} is not emulated in this call: there are no global endpoints. Leave it out, and name a bus of this Region in EventBusName.`,
    );
  const parsed = v.safeParse(putEventsInput, input);
  if (parsed.success) return parsed.output.Entries.map(withoutNulls);
  const [issue] = parsed.issues;
  throw new EventBridgeError(
    'SerializationException',
    `${v.getDotPath(issue) ?? 'The request'} is ${issue.received}, and not ${issue.expected}.`,
  );
}

function withoutNulls(entry: object): PutEventsEntry {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== null));
}
