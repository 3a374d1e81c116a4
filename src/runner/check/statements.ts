import { nearest } from '#content/nearest.ts';
import { findExperiments, findLabs, loadExperiment } from '../labs.ts';
import { readStatements } from '../statements.ts';
import type { Content, Finding } from './finding.ts';

/** Every statement that a claim judges is one that we have on file, and no two claims share an id. */
export async function checkStatements({ labs, statements }: Content): Promise<Finding[]> {
  const known = readStatements(statements).map(({ id }) => id);
  const findings: Finding[] = [];
  for (const file of findLabs(labs).flatMap((lab) => findExperiments(labs, lab.name))) {
    const { claims } = await loadExperiment(file);
    const ids = claims.map(({ id }) => id);
    for (const { id, seeds } of claims) {
      for (const seed of seeds.filter((each) => !known.includes(each))) {
        findings.push({
          where: file.path,
          problem: `The claim ${id} judges the statement ${seed}, which is not in src/content/statements.`,
          remedy: remedyFor(seed, known),
        });
      }
    }
    for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) {
      findings.push({
        where: file.path,
        problem: `Two claims have the id ${id}.`,
        remedy: 'Rename one: pages and questions name claims by id.',
      });
    }
  }
  return findings;
}

function remedyFor(seed: string, known: string[]): string {
  const near = nearest(seed, known);
  const [text] = seed.split('/');
  return `${near ? `Did you mean ${near}? Else add` : 'Add'} it to src/content/statements/${text}.yaml.`;
}
