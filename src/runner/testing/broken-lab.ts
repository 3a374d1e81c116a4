import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClaimVerdict } from '#content/evidence.ts';
import { systemClock } from '#experiment/clock.ts';
import type { Experiment } from '#experiment/define-experiment.ts';
import { runExperiment } from '#experiment/run-experiment.ts';
import { watchMachine } from '#experiment/watch-machine.ts';
import { Deployments } from '../lab/deployments.ts';
import { findExperiments, loadExperiment } from '../labs.ts';
import { project } from '../project.ts';

/** A change to one file of a lab; `find` must be in it, or nothing would be broken. */
export interface Break {
  /** Below the lab's folder, e.g. `handlers/sync.ts`. */
  file: string;
  find: string;
  replace: string;
}

/** A short run: enough to judge claims that need no statistics. */
export interface BrokenRun {
  /** `lab/experiment`. */
  name: string;
  breaks: Break[];
  /** Parameters of the experiment to set otherwise, by name: fewer orders, less patience. */
  parameters?: Record<string, number>;
}

/**
 * Deploys a copy of a lab that is broken on purpose, runs one repetition per variant (two where the machine was too busy for
 * the first), and gives the verdicts.
 */
export async function judgeBroken({ name, breaks, parameters = {} }: BrokenRun): Promise<ClaimVerdict[]> {
  // Below the project, so that the copy finds the same packages.
  const parent = join(project.cache, 'broken-labs');
  mkdirSync(parent, { recursive: true });
  const labs = mkdtempSync(join(parent, 'labs-'));
  try {
    const [lab = ''] = name.split('/');
    cpSync(join(project.labs, lab), join(labs, lab), { recursive: true });
    for (const each of breaks) breakFile(join(labs, lab, each.file), each);
    return await judge(labs, name, parameters);
  } finally {
    rmSync(labs, { recursive: true, force: true });
  }
}

function breakFile(path: string, { find, replace }: Break): void {
  const text = readFileSync(path, 'utf8');
  if (!text.includes(find)) throw new Error(`${path} does not contain what was to be broken: ${find}`);
  writeFileSync(
    path,
    text.replace(find, () => replace),
  );
}

/** Runs one repetition per variant of `lab/experiment` in a folder of labs, and gives the verdicts. */
export async function judge(
  labs: string,
  name: string,
  parameters: Record<string, number> = {},
): Promise<ClaimVerdict[]> {
  const [file] = findExperiments(labs, name);
  if (!file) throw new Error(`${name} has no experiment.`);
  const experiment = shortened(await loadExperiment(file), parameters);
  const { signal } = new AbortController();
  const deployments = new Deployments({ lab: file.lab, experiment, seed: 202, signal });
  try {
    const { claims } = await runExperiment(experiment, {
      seed: 202,
      runId: 'broken',
      clock: systemClock,
      watch: watchMachine,
      signal,
      onDisturbed: () => undefined,
      deploy: (repetition) => deployments.deploy(repetition),
      synthesize: (context) => deployments.synthesize(context),
      onWarmUp: () => undefined,
      onProgress: () => undefined,
      onEvent: () => undefined,
      onRepetitionEnd: () => undefined,
    });
    return claims;
  } finally {
    await deployments.close();
  }
}

const shortened = (experiment: Experiment, parameters: Record<string, number>): Experiment => ({
  ...experiment,
  repetitions: 1,
  parameters: {
    ...experiment.parameters,
    ...Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [
        name,
        { ...experiment.parameters[name], label: name, value },
      ]),
    ),
  },
});
