import type { CloudEvent } from '#content/event.ts';
import type { Place } from '#content/pipeline.ts';
import { isAt } from './place-of.ts';

/**
 * What a page says of a run that a stand-in took part in; nothing where the cloud told it all. A stand-in tells of requests
 * and of who worked on them. What its processes write reaches the cloud with no invocation's name, and so no order's.
 */
export function toldByStandIn(
  events: readonly CloudEvent[],
  places: readonly Place[],
  carries: string,
): { told?: string } {
  const resources = new Set(events.flatMap(({ standIn, resource }) => (standIn ? resource : [])));
  const names = places
    .filter((place) => [...resources].some((each) => isAt(each, place)))
    .map(({ name }) => name);
  if (names.length === 0) return {};
  return {
    told: `A stand-in, not the cloud, tells of ${names.join(' and ')}. It does not tell what is stored, so that is not drawn: a ${carries} that is done stands at its caller, who has the answer.`,
  };
}
