import type { Fact } from '#content/fact.ts';

/** How sure a fact is, in words. */
export const certainties: Record<Fact['certainty'], string> = {
  confirmed: 'read in its makers’ documentation',
  'third-party': 'found in third-party pages only',
  unsettled: 'sources disagree',
};
