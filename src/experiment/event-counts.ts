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

/** How many invocations have begun and not ended. */
export const runningInvocations = (events: readonly CloudEvent[]): number =>
  eventsOf(events, 'invocation-started').length - eventsOf(events, 'invocation-ended').length;

/** CDK's logical IDs end in eight hexadecimal digits. */
const isCalled = (logicalId: string, name: string) =>
  logicalId === name || logicalId.replace(/[0-9A-F]{8}$/, '') === name;
