import * as v from 'valibot';
import { withoutNulls } from '../../http/without-nulls.ts';
import type { PutEventsEntry } from './event.ts';
import { EventBridgeError } from './event-bridge-error.ts';

const text = v.optional(v.string());

const putEventsInput = v.object({
  Entries: v.optional(
    v.array(
      v.object({
        Source: text,
        DetailType: text,
        Detail: text,
        Resources: v.optional(v.array(v.string())),
        Time: v.optional(v.union([v.number(), v.pipe(v.string(), v.isoTimestamp())])),
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
  const given = withoutNulls(input);
  const { EndpointId: endpointId } = Object(given);
  if (endpointId !== undefined)
    throw new EventBridgeError(
      'ValidationException',
      `EndpointId ${endpointId} is not emulated in this call: there are no global endpoints. Leave it out, and name a bus of this Region in EventBusName.`,
    );
  const parsed = v.safeParse(putEventsInput, given);
  if (parsed.success) return parsed.output.Entries;
  const [issue] = parsed.issues;
  throw new EventBridgeError(
    'SerializationException',
    `${v.getDotPath(issue) ?? 'The request'} is ${issue.received}, and not ${issue.expected}.`,
  );
}
