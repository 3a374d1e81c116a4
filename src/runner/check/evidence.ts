import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as v from 'valibot';
import { type Evidence, evidenceSchema } from '#content/evidence.ts';
import { type ExperimentFile, evidencePath, findExperiments, findLabs, type Lab } from '../labs.ts';
import { experimentSourceHash } from '../source-hash.ts';
import type { Content, Finding } from './finding.ts';

/**
 * Every experiment has evidence, it fits the schema, it is of the present sources, and no other evidence is there. One of a
 * run on AWS need not be there, and may be of earlier sources, which its page says: who mends a stack has no account here.
 */
export function checkEvidence({ labs }: Content): Finding[] {
  return findLabs(labs).flatMap((lab) => {
    const files = findExperiments(labs, lab.name);
    return [...files.flatMap(checkOne), ...files.flatMap(checkOnAws), ...strays(lab, files)];
  });
}

function checkOne(file: ExperimentFile): Finding[] {
  const where = evidencePath(file);
  const remedy = `Record it: npm run lab ${file.lab.name}/${file.name} -- --yes --record`;
  if (!existsSync(where)) {
    return [{ where: file.path, problem: `The experiment ${file.name} has no recorded evidence.`, remedy }];
  }
  const evidence = read(where);
  if (typeof evidence === 'string') return [{ where, problem: evidence, remedy }];

  const problems: string[] = [];
  if (evidence.sourceHash !== experimentSourceHash(file)) {
    problems.push('The evidence is stale: stack, handlers or experiment have changed since it was recorded.');
  }
  for (const { id, holds } of evidence.claims) {
    if (holds === null) problems.push(`The claim ${id} was not judged when this was recorded.`);
    if (holds === false) problems.push(`The claim ${id} did not hold when this was recorded.`);
  }
  return problems.map((problem) => ({ where, problem, remedy }));
}

function checkOnAws(file: ExperimentFile): Finding[] {
  const where = evidencePath(file, 'aws');
  if (!existsSync(where)) return [];
  const evidence = read(where);
  const remedy = `Record it on AWS again, or remove the file: npm run lab ${file.lab.name}/${file.name} -- --target aws --record`;
  if (typeof evidence === 'string') return [{ where, problem: evidence, remedy }];
  if (evidence.target === 'aws') return [];
  return [{ where, problem: `It is the evidence of a run with the target ${evidence.target}.`, remedy }];
}

/** The evidence in a file, or what is wrong with it. */
function read(path: string): Evidence | string {
  try {
    const result = v.safeParse(evidenceSchema, JSON.parse(readFileSync(path, 'utf8')));
    if (result.success) return result.output;
    const [issue] = result.issues;
    return `The evidence does not fit its schema: ${v.getDotPath(issue) ?? 'the file'}: ${issue.message}.`;
  } catch (error) {
    return `The evidence is not JSON: ${(error as Error).message}.`;
  }
}

function strays(lab: Lab, files: ExperimentFile[]): Finding[] {
  const folder = join(lab.folder, 'evidence');
  if (!existsSync(folder)) return [];
  const expected = files.flatMap((file) =>
    ['local', 'aws'].map((target) => basename(evidencePath(file, target))),
  );
  return readdirSync(folder)
    .filter((name) => /\.(local|aws)\.json$/.test(name) && !expected.includes(name))
    .map((name) => ({
      where: join(folder, name),
      problem: `There is no experiment ${name.replace(/\.(local|aws)\.json$/, '')} that this is evidence of.`,
      remedy: 'Remove the file, or bring the experiment back.',
    }));
}
