import type { FactData } from '#content/page-data.ts';
import type { ReferenceKind } from '../kind.ts';
import { locateFact, parseFact } from './fact.ts';

/** `<KnownNumbers ids="a b c"/>`: facts as a table to learn by heart. */
export const knownNumbers: ReferenceKind = {
  required: ['ids'],
  locate: (_attributes, { page }) => page,
  cut(_text, { ids = '' }, { root, read }): FactData[] {
    return ids
      .trim()
      .split(/\s+/)
      .map((id) => {
        const file = locateFact(id, root);
        return parseFact(id, read(file), file);
      });
  },
};
