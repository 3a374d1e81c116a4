import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Experiment } from '#experiment/define-experiment.ts';
import { CallError } from './call-error.ts';
import { suggestion } from './nearest.ts';

/** A pipeline and what is asked of it, as its folder says. */
export interface Lab {
  name: string;
  folder: string;
  /** Names of its experiments, in order of the alphabet. */
  experiments: string[];
}

/** One experiment of one lab. */
export interface ExperimentFile {
  lab: Lab;
  name: string;
  path: string;
}

/** All labs in a folder: each of its folders is one. */
export function findLabs(labsFolder: string): Lab[] {
  return readdirSync(labsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({
      name,
      folder: join(labsFolder, name),
      experiments: experimentNames(join(labsFolder, name)),
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

function experimentNames(labFolder: string): string[] {
  const folder = join(labFolder, 'experiments');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
}

/** The experiments that `lab` or `lab/experiment` names; a wrong name is a CallError with the nearest one. */
export function findExperiments(labsFolder: string, name: string): ExperimentFile[] {
  const labs = findLabs(labsFolder);
  const [labName = '', experiment, ...rest] = name.split('/');
  const lab = labs.find((each) => each.name === labName);
  if (!lab) {
    const known = labs.map((each) => each.name);
    throw new CallError(
      `There is no lab "${labName}".`,
      `${suggestion(labName, known)} \`npm run lab\` lists them all.`,
    );
  }
  if (experiment === undefined) return lab.experiments.map((each) => experimentFile(lab, each));
  if (!lab.experiments.includes(experiment) || rest.length > 0) {
    throw new CallError(
      `The lab ${labName} has no experiment "${[experiment, ...rest].join('/')}".`,
      suggestion(experiment, lab.experiments),
    );
  }
  return [experimentFile(lab, experiment)];
}

const experimentFile = (lab: Lab, name: string): ExperimentFile => ({
  lab,
  name,
  path: join(lab.folder, 'experiments', `${name}.ts`),
});

/** Loads what an experiment file exports by default. */
export async function loadExperiment({ path }: ExperimentFile): Promise<Experiment> {
  const { default: experiment } = await import(pathToFileURL(path).href);
  return experiment;
}

/** Where the evidence that was recorded with the local cloud lies, or elsewhere. */
export const evidencePath = ({ lab, name }: ExperimentFile, target = 'local'): string =>
  join(lab.folder, 'evidence', `${name}.${target}.json`);
