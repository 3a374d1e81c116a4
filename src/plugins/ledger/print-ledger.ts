import { readCitations } from '../citations/citations.ts';
import { AuthorError } from '../references/problem.ts';
import { brokenClaims, refuseBrokenClaims } from './broken-claims.ts';
import { readLedger } from './read-ledger.ts';
import { recordedClaims } from './recorded-claims.ts';
import { refuseUnjudged } from './unjudged.ts';

/*
 * Prints the ledger of the project in the working directory as JSON, or the author's mistake on stderr. A program of
 * its own, because the parser of MDX cannot be loaded where Docusaurus loads its plugins.
 */
const root = process.cwd();
try {
  const ledger = readLedger(root);
  refuseBrokenClaims(brokenClaims(recordedClaims(root), readCitations(root), ledger));
  refuseUnjudged(ledger);
  process.stdout.write(JSON.stringify(ledger));
} catch (error) {
  if (!(error instanceof AuthorError)) throw error;
  process.stderr.write(error.message);
  process.exitCode = 1;
}
