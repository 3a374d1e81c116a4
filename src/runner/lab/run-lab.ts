import { relative } from 'node:path';
import type { Evidence } from '#content/evidence.ts';
import type { Experiment } from '#experiment/define-experiment.ts';
import type { Predicted } from '#experiment/prediction.ts';
import { type Assembly, assemble } from '../assembly.ts';
import { TwoPartError } from '../call-error.ts';
import { loadExperiment } from '../labs.ts';
import { project } from '../project.ts';
import { asFileTrouble } from '../system-error.ts';
import { wrap } from '../terminal/text.ts';
import type { LabRun } from './lab-run.ts';
import { leftOutLines } from './left-out.ts';
import { measure } from './measure.ts';
import { openPlace } from './open-place.ts';
import { countResources, pipelineLines } from './pipelines.ts';
import type { Place } from './place.ts';
import { areAnswered, askPredictions } from './predictions.ts';
import { recordEvidence } from './record.ts';
import { keepResult, keepRun, lastRun } from './run-store.ts';

/**
 * Walks through one experiment: what will be deployed, the prediction, the load, the numbers, the claims, and what to
 * try next. Gives its evidence. Leaves nothing running.
 */
export async function runLab(run: LabRun): Promise<Evidence> {
  const { file, flags, screen, signal } = run;
  screen.intro(`${file.lab.name}/${file.name}`);
  const [whole, assembly, { Deployments }] = await Promise.all([
    loadExperiment(file),
    assemble(file.lab, {}, signal),
    import('./deployments.ts'),
  ]);
  const place = await openPlace(flags.target ?? { kind: 'local' }, {
    screen,
    seed: flags.seed,
    record: flags.record,
  });
  const part = place.partOf?.(file, whole) ?? whole;
  const experiment = { ...part, repetitions: flags.repetitions ?? part.repetitions };
  if (place.leftOut)
    screen.section(`Left out ${place.where}`, leftOutLines(place.leftOut, whole, screen.columns));
  const deployments = new Deployments({ place, lab: file.lab, experiment, seed: flags.seed, signal });
  if (place.target !== 'local')
    signal.addEventListener('abort', () =>
      screen.section(`What was deployed ${place.where} is being deleted.`),
    );
  try {
    const contexts = Object.values(experiment.variants).map(({ context = {} }) => context);
    for (const line of await place.prepare(file, experiment, contexts, signal)) screen.section(line);
    describePlan(run, experiment, assembly, place);
    const predicted = await predict(run, experiment);
    signal.throwIfAborted();
    const evidence = await measure(run, experiment, deployments, predicted, place);
    run.onEvidence?.(evidence);
    try {
      keep(run, evidence, predicted);
    } finally {
      // It took minutes to measure: what is wrong with the one place takes nothing from the other.
      if (flags.record) {
        const path = recordEvidence(file, evidence);
        screen.section('Recorded', [relative(project.root, path)]);
      }
    }
    signal.throwIfAborted();
    return evidence;
  } catch (error) {
    throw place.explained?.(error) ?? error;
  } finally {
    await deployments.close();
  }
}

function describePlan(
  { file, screen }: LabRun,
  experiment: Experiment,
  { folder, cached }: Assembly,
  { where }: Place,
): void {
  const origin = `${cached ? 'as synthesized before' : 'newly synthesized'} from ${relative(project.root, file.lab.folder)}/stack.ts`;
  screen.section('The question', wrap(experiment.question, screen.columns));
  screen.section(`What will be deployed, ${where}`, [
    ...pipelineLines(experiment, screen.columns),
    ...wrap(`${countResources(folder)}, ${origin}`, screen.columns).map((line) => screen.style('dim', line)),
  ]);
}

/** What the learner says will happen: asked, or said before a run that was stopped. Kept at once. */
async function predict({ file, flags, screen }: LabRun, experiment: Experiment): Promise<Predicted> {
  const before = lastRun(file, (message) => screen.section(message));
  const resumed = before?.stopped && areAnswered(experiment, before.predicted);
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

/** Keeps what was measured. Throws a TwoPartError when that is not possible. */
function keep({ file, flags }: LabRun, evidence: Evidence, predicted: Predicted): void {
  try {
    keepRun(file, {
      schemaVersion: 1,
      at: evidence.recordedAt,
      seed: flags.seed,
      predicted,
      claims: evidence.claims.map(({ id, holds }) => ({ id, holds })),
    });
    // What ran less often than the pages' runs is not laid beside them.
    if (flags.repetitions === undefined) keepResult(file, evidence);
  } catch (error) {
    const trouble = error instanceof Error && asFileTrouble(error);
    if (!trouble) throw error;
    throw new TwoPartError(`The run is over, and its result is not kept: ${trouble.problem}`, trouble.remedy);
  }
}
