import type { CloudEvent, CloudEventOf } from '#content/event.ts';

type EventType = CloudEvent['type'];

/** The events of one type; `resource` is the construct's name, e.g. `OrderQueue`, whatever CDK adds to it. */
export function eventsOf<Type extends EventType>(
  events: readonly CloudEvent[],
  type: Type,
  resource?: string,
): CloudEventOf<Type>[] {
  return events.filter(
    (event): event is CloudEventOf<Type> =>
      event.type === type && (resource === undefined || isCalled(event.resource, resource)),
  );
}

/** How many of the invocations that began among these events have not ended; one that began before them counts for nothing. */
export function runningInvocations(events: readonly CloudEvent[]): number {
  const ended = new Set(eventsOf(events, 'invocation-ended').map(({ invocationId }) => invocationId));
  return eventsOf(events, 'invocation-started').filter(({ invocationId }) => !ended.has(invocationId)).length;
}

/** CDK's logical IDs end in eight hexadecimal digits. */
const isCalled = (logicalId: string, name: string) =>
  logicalId === name || logicalId.replace(/[0-9A-F]{8}$/, '') === name;
