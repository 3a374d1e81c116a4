import type { CloudEvent } from '#content/event.ts';

/** What can be said of a run's batches and events only when all of its events are known. */
export interface BatchFacts {
  /** Ids that something came of. */
  onward: ReadonlySet<string>;
  /** Invocations of which it is not clear which order a write is for: of several orders, or with writes for others too. */
  unclear: ReadonlySet<string>;
  /** Whether a record was done with when an invocation for it had succeeded: it was neither tried again nor given up. */
  isLast(record: string, resource: string, invocationId: string): boolean;
}

/** Looks through a whole run. */
export function batchFacts(events: readonly CloudEvent[]): BatchFacts {
  const onward = new Set<string>();
  const lastStart = new Map<string, string>();
  const givenUp = new Set<string>();
  for (const event of events) {
    if ('cause' in event && event.cause) onward.add(event.cause);
    if ('causes' in event) for (const cause of event.causes) onward.add(cause);
    if (event.type === 'invocation-started') {
      for (const cause of event.causes) lastStart.set(`${cause}@${event.resource}`, event.invocationId);
    }
    if (event.type === 'event-given-up') givenUp.add(`${event.eventId}@${event.resource}`);
  }
  return {
    onward,
    unclear: unclearWrites(events),
    isLast(record, resource, invocationId) {
      const key = `${record}@${resource}`;
      return lastStart.get(key) === invocationId && !givenUp.has(key);
    },
  };
}

function unclearWrites(events: readonly CloudEvent[]): Set<string> {
  const keys = new Map<string, Set<string>>();
  for (const event of events) {
    if (event.type !== 'item-written' || !event.invocationId) continue;
    const of = keys.get(event.invocationId) ?? new Set();
    keys.set(event.invocationId, of.add(`${event.resource} ${event.key}`));
  }
  const several = (id: string, resource: string) =>
    [...(keys.get(id) ?? [])].filter((key) => key.startsWith(`${resource} `)).length > 1;
  return new Set([
    ...events.flatMap((event) =>
      event.type === 'invocation-started' && event.causes.length > 1 ? event.invocationId : [],
    ),
    ...events.flatMap((event) =>
      event.type === 'item-written' && event.invocationId && several(event.invocationId, event.resource)
        ? event.invocationId
        : [],
    ),
  ]);
}
