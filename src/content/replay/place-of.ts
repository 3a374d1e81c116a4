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
  'connection-opened',
  'connection-closed',
  'log-line',
];

/** The resources that have to have a place, so that a run can be drawn. */
export const drawnResources = (events: readonly CloudEvent[]): string[] => [
  ...new Set(events.filter(({ type }) => !undrawn.includes(type)).map(({ resource }) => resource)),
];

/** Whether a run can be drawn with these places. */
export const havePlaces = (places: readonly Place[], events: readonly CloudEvent[]): boolean =>
  drawnResources(events).every((resource) => placeOf(places, resource) >= 0);

/** Which place an event belongs to. */
export function placeOf(places: readonly Place[], resource: string): number {
  return places.findIndex((place) => isAt(resource, place));
}
