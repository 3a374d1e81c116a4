import { join } from 'node:path';
import type { Ledger } from '#content/ledger.ts';
import { readCitations } from '../../plugins/citations/citations.ts';
import { brokenClaims, brokenClaimText } from '../../plugins/ledger/broken-claims.ts';
import { readLedger } from '../../plugins/ledger/read-ledger.ts';
import { recordedClaims } from '../../plugins/ledger/recorded-claims.ts';
import { unjudged } from '../../plugins/ledger/unjudged.ts';
import { AuthorError } from '../../plugins/references/problem.ts';
import type { Content, Finding } from './finding.ts';

/**
 * Every statement is judged by a claim that holds or by a fact, says when it holds if it only does so sometimes, and
 * nothing is built on a claim that does not hold.
 */
export function checkLedger({ root }: Content): Finding[] {
  try {
    const ledger = readLedger(root);
    const broken = brokenClaims(recordedClaims(root), readCitations(root), ledger);
    return [
      ...broken.map((each) => ({ where: evidenceOf(each.id, root), ...brokenClaimText(each) })),
      ...unconditional(ledger, root),
      ...withoutJudge(ledger, root),
    ];
  } catch (error) {
    if (!(error instanceof AuthorError)) throw error;
    const { problem, remedy } = error;
    return [{ where: join(root, 'src/content/statements'), problem, remedy }];
  }
}

function evidenceOf(claim: string, root: string): string {
  const [lab = '', experiment = ''] = claim.split('/');
  return join(root, 'labs', lab, 'evidence', `${experiment}.local.json`);
}

function withoutJudge(ledger: Ledger, root: string): Finding[] {
  return unjudged(ledger).map((id) => ({
    where: join(root, 'src/content/statements', `${id.split('/')[0]}.yaml`),
    problem: `No claim that holds and no fact judges the statement ${id}.`,
    remedy: 'Add `claims: [lab/experiment/claim]` or `facts: [id]` to it.',
  }));
}

function unconditional({ texts }: Ledger, root: string): Finding[] {
  return texts.flatMap(({ id, entries }) =>
    entries
      .filter(({ verdict, conditions }) => verdict === 'conditional' && conditions === undefined)
      .map((entry) => ({
        where: join(root, 'src/content/statements', `${id}.yaml`),
        problem: `The verdict on ${entry.id} is conditional, and it does not say under which condition.`,
        remedy: 'Add `conditions:`, what follows after “True when”.',
      })),
  );
}
