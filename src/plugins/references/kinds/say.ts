import type { ClaimData } from '#content/page-data.ts';
import type { SayData } from '#content/say.ts';
import type { ReferenceKind } from '../kind.ts';
import { AuthorError } from '../problem.ts';
import { claim } from './claim.ts';

/** `<Say id="lab/experiment/claim">…</Say>`: a sentence for an interview; the claim that backs it has to hold. */
export const say: ReferenceKind = {
  required: ['id'],
  locate: claim.locate,
  cut(text, attributes, place): SayData {
    const { claim: judged, provenance } = claim.cut(text, attributes, place) as ClaimData;
    if (judged.holds !== true) {
      throw new AuthorError(
        `the claim ${attributes.id} does not hold, so nobody can be told to say it.`,
        'Say what holds, or take the sentence out.',
      );
    }
    return { id: attributes.id ?? '', experiment: provenance.experiment, statement: judged.statement };
  },
};
