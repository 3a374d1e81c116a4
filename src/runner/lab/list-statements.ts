import type { Reach } from '#content/evidence.ts';
import { findExperiments, findLabs, loadExperiment } from '../labs.ts';
import { readStatements } from '../statements.ts';
import { lineColumns, styleFor } from '../terminal/screen.ts';
import { wrap } from '../terminal/text.ts';

/** A claim that judges a statement. */
interface Judge {
  /** `lab/experiment` */
  experiment: string;
  claim: string;
  reach: Reach;
}

/** Prints every statement with our verdict and the claims that judge it, then those that no claim judges yet. */
export async function listStatements(
  folders: { labs: string; statements: string },
  output: NodeJS.WriteStream = process.stdout,
): Promise<number> {
  const style = styleFor(output);
  const columns = lineColumns(output);
  const write = (line = '') => output.write(`${line}\n`);
  const judges = await judgesOf(folders.labs);
  const statements = readStatements(folders.statements);
  const judged = statements.filter(({ id }) => judges.has(id));
  const left = statements.filter(({ id }) => !judges.has(id));

  for (const { id, says, verdict } of judged) {
    write();
    write(`${style('bold', id)}  ${verdict}`);
    for (const line of wrap(says, columns - 2)) write(`  ${line}`);
    for (const { experiment, claim, reach } of judges.get(id) ?? [])
      write(style('dim', `  ${experiment}: ${claim} (${reach})`));
  }
  write();
  write(style('bold', 'Not judged by any claim yet'));
  for (const { id, says, verdict } of left) {
    write(`  ${id}  ${verdict}`);
    for (const line of wrap(says, columns - 4)) write(style('dim', `    ${line}`));
  }
  write();
  write(`${judged.length} of ${statements.length} statements are judged by a claim.`);
  return 0;
}

async function judgesOf(labsFolder: string): Promise<Map<string, Judge[]>> {
  const judges = new Map<string, Judge[]>();
  for (const file of findLabs(labsFolder).flatMap((lab) => findExperiments(labsFolder, lab.name))) {
    const { claims } = await loadExperiment(file);
    const experiment = `${file.lab.name}/${file.name}`;
    for (const { id, seeds, reach } of claims) {
      for (const seed of seeds) {
        judges.set(seed, [...(judges.get(seed) ?? []), { experiment, claim: id, reach }]);
      }
    }
  }
  return judges;
}
