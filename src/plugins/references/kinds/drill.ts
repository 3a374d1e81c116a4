import { type DrillKind, type DrillPrices, drillKinds } from '#content/drills.ts';
import type { ReferenceKind } from '../kind.ts';
import { unknownName } from '../problem.ts';
import { locateFact, parseFact } from './fact.ts';

/** Data of `<Drill>`. */
interface DrillData {
  kind: DrillKind;
  prices: DrillPrices;
}

/** `<Drill kind/>`: sums of one kind with numbers drawn anew; prices are those of the facts. */
export const drill: ReferenceKind = {
  required: ['kind'],
  locate({ kind = '' }, { page }) {
    if (!drillKinds.some((each) => each === kind)) throw unknownName('kind of drill', kind, drillKinds);
    return page;
  },
  cut(_text, { kind }, { root, read }): DrillData {
    const price = (id: string) => {
      const file = locateFact(id, root);
      return Number(String(parseFact(id, read(file), file).value).replace('$', ''));
    };
    return {
      kind: kind as DrillKind,
      prices: {
        perMillionRequests: price('price-http-api'),
        perMillionInvocations: price('price-lambda-requests'),
        perGbSecond: price('price-lambda-gb-second'),
      },
    };
  },
};
