import { relative } from 'node:path';
import type { Evidence } from '#content/evidence.ts';
import type { Experiment } from '#experiment/define-experiment.ts';
import type { Predicted } from '#experiment/prediction.ts';
import { type Assembly, assemble } from '../assembly.ts';
import { loadExperiment } from '../labs.ts';
import { project } from '../project.ts';
import type { Prompts } from '../terminal/screen.ts';
import { wrap } from '../terminal/text.ts';
import { byHandCommands, untilInterrupted } from './keep.ts';
import type { LabRun } from './lab-run.ts';
import { measure } from './measure.ts';
import { countResources, pipelineLines } from './pipelines.ts';
import { askPredictions } from './predictions.ts';
import { recordEvidence } from './record.ts';
import { keepRun, lastRun } from './run-store.ts';

/**
 * Walks through one experiment: what will be deployed, the prediction, the load, the numbers, the claims, and what to
 * try next. Gives its evidence; undefined when the learner only wanted the lab to run. Leaves nothing running.
 */
export async function runLab(run: LabRun): Promise<Evidence | undefined> {
  const { file, flags, screen, signal } = run;
  screen.intro(`${file.lab.name}/${file.name}`);
  const [experiment, assembly, { Deployments }] = await Promise.all([
    loadExperiment(file),
    assemble(file.lab, {}, signal),
    import('./deployments.ts'),
  ]);
  describePlan(run, experiment, assembly);
  const byHandFirst = flags.keep && screen.prompts !== undefined && (await asksForByHand(screen.prompts));
  const predicted = byHandFirst ? {} : await predict(run, experiment);

  signal.throwIfAborted();
  const deployments = new Deployments({ lab: file.lab, experiment, seed: flags.seed, signal });
  try {
    const evidence = byHandFirst ? undefined : await measure(run, experiment, deployments, predicted);
    if (evidence) run.onEvidence?.(evidence);
    if (evidence && flags.record) {
      const path = recordEvidence(file, evidence);
      screen.section('Recorded', [relative(project.root, path)]);
    }
    if (flags.keep) {
      const target = await deployments.deployPlain();
      screen.section('Running until Ctrl-C. In another terminal:');
      screen.copyable(byHandCommands(target, experiment.byHand(target.outputs)));
      await untilInterrupted(signal);
    }
    signal.throwIfAborted();
    return evidence;
  } finally {
    await deployments.close();
  }
}

function describePlan({ file, screen }: LabRun, experiment: Experiment, { folder, cached }: Assembly): void {
  const origin = `${cached ? 'as synthesized before' : 'newly synthesized'} from ${relative(project.root, file.lab.folder)}/stack.ts`;
  screen.section('The question', wrap(experiment.question, screen.columns));
  screen.section('What will be deployed, on this machine', [
    ...pipelineLines(experiment),
    screen.style('dim', `${countResources(folder)}, ${origin}`),
  ]);
}

/** What the learner says will happen: asked, or said before a run that was stopped. Kept at once. */
async function predict({ file, flags, screen }: LabRun, experiment: Experiment): Promise<Predicted> {
  const before = lastRun(file, (message) => screen.section(message));
  const resumed = before?.stopped && Object.keys(before.predicted).length > 0;
  if (resumed) screen.section('You were stopped here last time: your predictions still count.');
  const predicted = resumed
    ? before.predicted
    : screen.prompts
      ? await askPredictions(experiment, screen.prompts)
      : {};
  const at = new Date().toISOString();
  keepRun(file, { schemaVersion: 1, at, seed: flags.seed, predicted, claims: [], stopped: true });
  return predicted;
}

async function asksForByHand(prompts: Prompts): Promise<boolean> {
  const choice = await prompts.choose('What first?', [
    { value: 'experiment', label: 'Run the experiment, then leave the lab running' },
    { value: 'by-hand', label: 'Only leave the lab running: I send an order by hand' },
  ]);
  return choice === 'by-hand';
}
