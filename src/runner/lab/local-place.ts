import type { LocalCloudSettings } from '#experiment/define-experiment.ts';
import { type CloudSettings, defaultSettings } from '#local-cloud/settings.ts';
import { TwoPartError } from '../call-error.ts';
import { startLocalTarget } from './local-target.ts';
import type { Place } from './place.ts';

/** A cloud of its own for every deployment, on this machine. */
export const localPlace: Place = {
  where: 'on this machine',
  target: 'local',
  flags: '',
  prepare: async () => [],
  start: async ({ lab, assembly, localCloud, seed, standIn }) =>
    startLocalTarget(assembly, lab, { ...cloudSettings(localCloud), seed }, standIn),
  close: async () => undefined,
};

/** The settings by value. Throws when the local cloud has no such number to set. */
function cloudSettings(named: LocalCloudSettings): Partial<CloudSettings> {
  const known = Object.entries(defaultSettings)
    .filter(([, value]) => typeof value === 'number')
    .map(([name]) => name);
  for (const name of Object.keys(named)) {
    if (known.includes(name)) continue;
    throw new TwoPartError(
      `The local cloud has no setting ${name} that is a number.`,
      `Name one of: ${known.join(', ')}.`,
    );
  }
  return Object.fromEntries(Object.entries(named).map(([name, { value }]) => [name, value]));
}
