import type { CloudEvent } from '#content/event.ts';
import type { Path, Pipeline, Place } from '#content/pipeline.ts';
import { isOfConstruct, placesOfPath } from '#content/pipeline-places.ts';

/** Places of one path that a run is drawn with, or the resources of its events that no path has a place for. */
export type PlacesFound = { places: Place[] } | { unknown: string[] };

/** Finds the path of a pipeline that has a place for every event, and its places: those that the run can pass. */
export function placesForEvents({ paths }: Pipeline, events: readonly CloudEvent[]): PlacesFound {
  const resources = [...new Set(events.map(({ resource }) => resource))];
  const ranked = paths
    .map((path) => ({ path, unknown: resources.filter((each) => !hasPlace(path, each)) }))
    .sort((a, b) => a.unknown.length - b.unknown.length);
  const [best] = ranked;
  if (!best || best.unknown.length > 0) return { unknown: best?.unknown ?? resources };
  return { places: placesOfPath(best.path).filter((place) => isPassed(place, best.path, resources)) };
}

/** Which place an event belongs to. */
export function placeOf(places: readonly Place[], resource: string): number {
  return places.findIndex((place) => isOfConstruct(resource, place.resource));
}

const hasPlace = (path: Path, resource: string) => placeOf(placesOfPath(path), resource) >= 0;

/** A place that is one of several is there only when it was passed; a queue, a stream or a table also when it was not. */
function isPassed(place: Place, path: Path, resources: readonly string[]): boolean {
  if (place.kind === 'caller') return true;
  if (resources.some((resource) => isOfConstruct(resource, place.resource))) return true;
  const alone = [...path.exchange, ...path.afterwards, path.deadLetters].some((stop) => stop === place);
  return alone && ['queue', 'stream', 'table', 'dead-letters'].includes(place.kind);
}
