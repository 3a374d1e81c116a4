import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Ledger, LedgerClaim, LedgerEntry, LedgerText } from '#content/ledger.ts';
import { statementsSchema } from '#content/statement.ts';
import { type Citation, readCitations } from '../citations/citations.ts';
import { locateFact, parseFact } from '../references/kinds/fact.ts';
import { unknownName } from '../references/problem.ts';
import { statementTexts } from '../references/statement-file.ts';
import { parseYaml } from '../references/yaml-file.ts';
import { type RecordedClaim, recordedClaims } from './recorded-claims.ts';

/**
 * Puts the ledger together from statements, evidence, facts and the pages that cite them. Throws AuthorError for a
 * name that leads nowhere.
 */
export function readLedger(root: string): Ledger {
  const claims = recordedClaims(root);
  const citations = readCitations(root);
  const texts = statementTexts(root)
    .sort()
    .map((id) => readText(id, root, claims, citations));
  const entries = texts.flatMap((text) => text.entries);
  const cited = new Set(entries.flatMap((entry) => entry.pages));
  return {
    texts,
    claims: pick(new Set(entries.flatMap((entry) => entry.claims)), (id) => ledgerClaim(claims.get(id))),
    facts: pick(new Set(entries.flatMap((entry) => entry.facts)), (id) => {
      const file = locateFact(id, root);
      const { label, value, unit, source, asOf } = parseFact(id, readFileSync(file, 'utf8'), file);
      return { id, label, value, ...(unit !== undefined && { unit }), source, asOf };
    }),
    pages: Object.fromEntries(
      citations.filter(({ page }) => cited.has(page.address)).map(({ page }) => [page.address, page.title]),
    ),
  };
}

function readText(
  id: string,
  root: string,
  claims: Map<string, RecordedClaim>,
  citations: Citation[],
): LedgerText {
  const file = join(root, 'src/content/statements', `${id}.yaml`);
  const { statements, ...text } = parseYaml(statementsSchema, readFileSync(file, 'utf8'), file);
  const entries = Object.entries(statements).map(([key, statement], index): LedgerEntry => {
    const own = `${id}/${key}`;
    for (const name of statement.claims ?? []) {
      if (!claims.has(name)) throw unknownName('claim', name, [...claims.keys()]).at(`${file}: ${key}`);
    }
    const judging = [...claims].filter(([, { seeds }]) => seeds.includes(own)).map(([claim]) => claim);
    const ids = [...new Set([...(statement.claims ?? []), ...judging])];
    const pages = citations
      .filter((each) => (each.kind === 'statement' ? each.id === own : ids.includes(each.id)))
      .map(({ page }) => page.address);
    return {
      id: own,
      number: index + 1,
      ...statement,
      claims: ids,
      facts: statement.facts ?? [],
      pages: [...new Set(pages)],
    };
  });
  return { id, ...text, entries };
}

function ledgerClaim(recorded: RecordedClaim | undefined): LedgerClaim {
  if (!recorded) throw new Error('A claim of an entry is always a recorded one.');
  const { seeds: _, ...claim } = recorded;
  return claim;
}

const pick = <Value>(ids: Set<string>, read: (id: string) => Value): Record<string, Value> =>
  Object.fromEntries([...ids].sort().map((id) => [id, read(id)]));
