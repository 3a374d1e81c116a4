import type { CloudEvent } from '#content/event.ts';
import type { Path, Pipeline, Place } from '#content/pipeline.ts';
import { placesOf, placesOfPath } from '#content/pipeline-places.ts';
import { drawnResources, isAt, placeOf, workerOf } from './place-of.ts';

/** Places that a run is drawn with, or the resources of its events that no path has a place for. */
export type PlacesFound = { places: Place[] } | { unknown: string[] };

/** As few paths of a pipeline as have a place for every event, as one list of places: those that the run can pass. */
export function placesForEvents({ paths }: Pipeline, events: readonly CloudEvent[]): PlacesFound {
  const resources = drawnResources(events);
  const told = events.some(({ standIn }) => standIn);
  const chosen = new Set<Path>();
  let missing = resources;
  while (missing.length > 0) {
    const best = paths
      .map((path) => ({ path, left: missing.filter((each) => !hasPlace(path, each)) }))
      .reduce((a, b) => (b.left.length < a.left.length ? b : a));
    if (best.left.length === missing.length) return { unknown: missing };
    chosen.add(best.path);
    missing = best.left;
  }
  return {
    places: merged(paths.filter((path) => chosen.has(path)).map((path) => passedOf(path, resources, told))),
  };
}

const hasPlace = (path: Path, resource: string) => placeOf(placesOfPath(path), resource) >= 0;

/** `told`: by a stand-in. */
function passedOf(path: Path, resources: readonly string[], told: boolean): Place[] {
  const places = placesOfPath(path);
  return places.filter((place, index) => {
    const queue = places[index - 1];
    const polls = queue !== undefined && workerOf(places, index - 1) === index;
    return isPassed(place, path, resources, told) || (polls && resources.some((each) => isAt(each, queue)));
  });
}

/** A place of which a request takes one is there only when it was passed; a queue, a stream or a table also when it was not. */
function isPassed(place: Place, path: Path, resources: readonly string[], told: boolean): boolean {
  if (place.kind === 'caller' && place.resource === undefined) return true;
  if (resources.some((resource) => isAt(resource, place))) return true;
  const stop = [...path.exchange, ...path.afterwards, path.deadLetters].find(
    (each) => each !== undefined && placesOf(each).includes(place),
  );
  // A stand-in does not tell what it hands on or stores: an empty place behind it would say that nothing came.
  if (stop === undefined || 'either' in stop || told) return false;
  // A queue that should have a copy like its neighbours, and has none, is what a replay shows.
  const kept = stop === place ? ['queue', 'stream', 'table', 'dead-letters'] : ['queue'];
  return kept.includes(place.kind);
}

/** Several paths as one list: what only one of them passes stands before what it passes next, behind the others’. */
function merged(paths: Place[][]): Place[] {
  const list: Place[] = [];
  for (const path of paths) {
    let before = 0;
    path.forEach((place, index) => {
      const known = list.findIndex((each) => isSame(each, place));
      if (known >= 0) {
        before = Math.max(before, known + 1);
        return;
      }
      const next = nextKnown(list, path.slice(index + 1));
      before = Math.max(before, next);
      list.splice(before, 0, place);
      before += 1;
    });
  }
  return list;
}

/** Where the first of these places stands that is in the list; else its end, before dead letters. */
function nextKnown(list: readonly Place[], places: readonly Place[]): number {
  for (const place of places) {
    const at = list.findIndex((each) => isSame(each, place));
    if (at >= 0) return at;
  }
  const dead = list.findIndex(({ kind }) => kind === 'dead-letters');
  return dead >= 0 ? dead : list.length;
}

/** Whether two paths mean the same place; who calls is one place, whatever the paths call it. */
function isSame(a: Place, b: Place): boolean {
  if (a.resource !== undefined || b.resource !== undefined) return a.resource === b.resource;
  return a.kind === b.kind && (a.kind === 'caller' || a.name === b.name);
}
