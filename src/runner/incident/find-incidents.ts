import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { partSeed, seededRandom } from '#experiment/random.ts';
import type { Incident } from './incident.ts';

const folder = join(import.meta.dirname, 'incidents');

/** Names of all incidents, in the order of the alphabet: each file of the folder is one. */
export const incidentNames = (): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();

/** Loads what the file of an incident exports. */
export async function loadIncident(name: string): Promise<Incident> {
  const { default: incident } = await import(pathToFileURL(join(folder, `${name}.ts`)).href);
  return incident;
}

/** The incident that a seed means: the same on every machine that has the same incidents. */
export const incidentOf = (seed: number, names: readonly string[]): string =>
  names[Math.floor(seededRandom(partSeed(seed, 'incident'))() * names.length)] ?? '';
