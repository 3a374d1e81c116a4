import type { CloudEvent } from '#content/event.ts';
import type { Place } from '#content/pipeline.ts';

/** Whether a logical ID is that of the construct: CDK adds eight hexadecimal digits to it. */
export function isOfConstruct(logicalId: string, construct: string | undefined): boolean {
  return construct !== undefined && logicalId.replace(/[0-9A-F]{8}$/, '') === construct;
}

/** Whether what happens to a logical ID happens at a place: to its own construct, or to another that stands there too. */
export const isAt = (logicalId: string, { resource, also = [] }: Place): boolean =>
  [resource, ...also].some((construct) => isOfConstruct(logicalId, construct));

/** What is told of a resource and moves nothing: it needs no place. */
const undrawn: CloudEvent['type'][] = [
  'queue-polled',
  'event-delivered',
  'event-archived',
  'event-expired',
  'records-read',
  'capacity-consumed',
  'operation-updated',
  'state-exited',
  'state-retried',
  'alarm-changed',
  'task-changed',
  'desired-count-changed',
  'connection-opened',
  'connection-closed',
  'log-line',
];

/** The events without what alarms put on the account’s bus, when nothing came of it: that moves nothing. */
export function withoutAlarms(events: readonly CloudEvent[]): CloudEvent[] {
  const alarms = new Set(events.flatMap((event) => (event.type === 'alarm-changed' ? event.eventId : [])));
  const causes = new Set(events.flatMap((event) => ('cause' in event && event.cause ? event.cause : [])));
  return events.filter(
    (event) =>
      event.type !== 'event-published' || !alarms.has(event.cause ?? '') || causes.has(event.eventId),
  );
}

/** The resources that have to have a place, so that a run can be drawn. */
export const drawnResources = (events: readonly CloudEvent[]): string[] => [
  ...new Set(
    withoutAlarms(events)
      .filter(({ type }) => !undrawn.includes(type))
      .map(({ resource }) => resource),
  ),
];

/** Whether a run can be drawn with these places. */
export const havePlaces = (places: readonly Place[], events: readonly CloudEvent[]): boolean =>
  drawnResources(events).every((resource) => placeOf(places, resource) >= 0);

/** Which place an event belongs to. */
export function placeOf(places: readonly Place[], resource: string): number {
  return places.findIndex((place) => isAt(resource, place));
}

/** Kinds of places that poll a queue by themselves. Nobody invokes them, so no event tells when they work. */
const polling: Place['kind'][] = ['container', 'provider'];

/** Which place receives the messages of a queue by itself: the one behind it, if it is such a worker; else -1. */
export function workerOf(places: readonly Place[], queue: number): number {
  const behind = places[queue + 1];
  return places[queue]?.kind === 'queue' && behind && polling.includes(behind.kind) ? queue + 1 : -1;
}
