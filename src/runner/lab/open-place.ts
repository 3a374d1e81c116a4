import type { Screen } from '../terminal/screen.ts';
import type { Place } from './place.ts';
import type { LabTarget } from './target-flag.ts';

/** The place that a target means. */
export async function openPlace(
  target: LabTarget,
  run: { screen: Screen; seed: number; record: boolean },
): Promise<Place> {
  if (target.kind === 'aws') return (await import('./aws/aws-place.ts')).awsPlace(target, run);
  if (target.kind === 'endpoint')
    return (await import('./endpoint/endpoint-place.ts')).endpointPlace(target.url);
  return (await import('./local-place.ts')).localPlace;
}
