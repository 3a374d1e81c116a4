import type { RecordedRun } from '#content/explore-data.ts';
import { defaults, type Settings } from '../../explorer/model/settings.ts';
import { changes } from './address.ts';

/** A recorded run as the address names it. */
export const runName = ({ experiment, variant }: Pick<RecordedRun, 'experiment' | 'variant'>): string =>
  `${experiment}:${variant}`;

/** Whether these are the settings of a recorded run. */
export const isOf = (settings: Settings, run: RecordedRun): boolean =>
  changes({ ...defaults, ...run.settings } as Settings, settings).length === 0;
