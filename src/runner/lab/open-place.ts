import type { Place } from './place.ts';
import type { LabTarget } from './target-flag.ts';

/** The place that a target means. */
export async function openPlace(target: LabTarget): Promise<Place> {
  if (target.kind === 'endpoint')
    return (await import('./endpoint/endpoint-place.ts')).endpointPlace(target.url);
  return (await import('./local-place.ts')).localPlace;
}
