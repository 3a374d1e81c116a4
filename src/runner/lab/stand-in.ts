import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { StandIn, StartStandIn } from '#experiment/stand-in.ts';
import type { Lab } from '../labs.ts';

/**
 * Starts what the lab's pipeline works with and its stack does not deploy; undefined when there is no such thing. `own` is
 * what an experiment brings in its place.
 */
export async function startStandIn(
  { folder }: Lab,
  deployed: Parameters<StartStandIn>[0],
  own?: StartStandIn,
): Promise<StandIn | undefined> {
  if (own) return own(deployed);
  const file = join(folder, 'stand-in', 'index.ts');
  if (!existsSync(file)) return undefined;
  const { default: start }: { default: StartStandIn } = await import(pathToFileURL(file).href);
  return start(deployed);
}
