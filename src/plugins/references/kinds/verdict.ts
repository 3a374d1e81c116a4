import type { VerdictData } from '#content/page-data.ts';
import type { ReferenceKind } from '../kind.ts';
import { findStatement, locateStatement } from '../statement-file.ts';

/** `<Verdict statement="002/s10"/>`: our verdict on a widely shared statement, with what is right instead and the way to its place in the ledger. */
export const verdict: ReferenceKind = {
  required: ['statement'],
  locate: ({ statement = '' }, { root }) => locateStatement(statement, root),
  cut(_text, { statement = '' }, { root, read }): VerdictData {
    const { says, verdict, instead, conditions } = findStatement(statement, root, read);
    return { id: statement, says, verdict, instead, ...(conditions && { conditions }) };
  },
};
