import { capping } from './capping.ts';
import { cliff } from './cliff.ts';
import { drain } from './drain.ts';
import type { Figure } from './figure.ts';
import { littlesLaw } from './littles-law.ts';
import { partialBatches } from './partial-batches.ts';
import { retries } from './retries.ts';
import { shards } from './shards.ts';
import { visibility } from './visibility.ts';

/** The figures with knobs, by the name that a lesson writes. */
export const figures: Record<string, Figure> = {
  capping,
  cliff,
  drain,
  'littles-law': littlesLaw,
  'partial-batches': partialBatches,
  retries,
  shards,
  visibility,
};
