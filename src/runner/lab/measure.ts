import type { Evidence, Trace } from '#content/evidence.ts';
import { systemClock } from '#experiment/clock.ts';
import type { Experiment } from '#experiment/define-experiment.ts';
import type { Predicted } from '#experiment/prediction.ts';
import { type RunOutcome, runExperiment } from '#experiment/run-experiment.ts';
import { schedule } from '#experiment/schedule.ts';
import { watchMachine } from '#experiment/watch-machine.ts';
import type { Screen } from '../terminal/screen.ts';
import { wrap } from '../terminal/text.ts';
import type { Deployments } from './deployments.ts';
import { describeRun } from './evidence.ts';
import type { LabRun } from './lab-run.ts';
import { LoadView } from './load-view.ts';
import type { Place } from './place.ts';
import { predictionLines } from './predictions.ts';
import { claimLines, claimsInShort, claimsInSum } from './report-claims.ts';
import { injectedLines, metricTable, seriesCharts } from './report-measured.ts';
import { compactTrace } from './trace.ts';

/** Runs the load, and reports what it gave. */
export async function measure(
  run: LabRun,
  experiment: Experiment,
  deployments: Deployments,
  predicted: Predicted,
  place: Place,
): Promise<Evidence> {
  const { file, flags, screen } = run;
  const recordedAt = new Date();
  const begin = performance.now();
  const { outcome, traces } = await load(run, experiment, deployments);
  const evidence = describeRun({
    file,
    target: place.target,
    flags: place.flags,
    question: experiment.question,
    seed: flags.seed,
    repetitions: experiment.repetitions,
    recordedAt,
    durationSeconds: (performance.now() - begin) / 1000,
    outcome,
    leftOut: place.leftOut,
    traces,
  });
  report(screen, experiment, outcome, predicted);
  const beside = place.beside?.(evidence);
  if (beside) screen.section(beside.title, beside.lines);
  screen.outro(wrap(`Next: ${experiment.nextStep}`, screen.columns - 3));
  return evidence;
}

async function load(
  { flags, screen, signal, onLive }: LabRun,
  experiment: Experiment,
  deployments: Deployments,
): Promise<{ outcome: RunOutcome; traces: Trace[] }> {
  const traces: Trace[] = [];
  const traced = Math.ceil(experiment.repetitions / 2);
  const replayed = experiment.replayed?.variants ?? Object.keys(experiment.variants);
  const view = new LoadView(experiment, screen, onLive);
  try {
    const outcome = await runExperiment(experiment, {
      seed: flags.seed,
      runId: Date.now().toString(36).slice(-5),
      clock: systemClock,
      watch: watchMachine,
      signal,
      onDisturbed: (repetition) => view.disturbed(repetition),
      async deploy(repetition) {
        view.begin(repetition, 'deploying');
        const running = await deployments.deploy(repetition);
        view.progress(0, 'under load');
        return running;
      },
      synthesize: (context) => deployments.synthesize(context),
      onWarmUp: (repetition) =>
        view.begin(repetition, 'warming up, so that cold starts are not in the numbers'),
      onEvent: (event) => view.event(event),
      onProgress: (fraction, note) => view.progress(fraction, note),
      onRepetitionEnd({ variant, repetition }, events) {
        // Where the cloud tells of no events there is nothing to redraw.
        if (repetition === traced && replayed.includes(variant) && events.length > 0)
          traces.push({
            variant,
            repetition,
            ...compactTrace(events, replayed.length, experiment.replayed),
          });
      },
    });
    view.end(ranLine(schedule(experiment).length, outcome.disturbance.measuredAgain, flags.seed));
    const place = ({ variant }: Trace) => outcome.variants.findIndex(({ name }) => name === variant);
    return { outcome, traces: traces.sort((a, b) => place(a) - place(b)) };
  } catch (error) {
    view.end();
    throw error;
  }
}

const ranLine = (count: number, again: number, seed: number) =>
  `Ran ${count} repetitions in turns, seed ${seed}.${again === 0 ? '' : ` ${again} of them again, because this machine was too busy.`}`;

/** The prediction and the claims first, then the numbers that they stand on. */
function report(screen: Screen, experiment: Experiment, outcome: RunOutcome, predicted: Predicted): void {
  const { columns, style } = screen;
  if (Object.keys(predicted).length > 0) {
    const { results, parameters } = outcome;
    screen.section('Your prediction', predictionLines(experiment, predicted, results, parameters, columns));
  }
  screen.section(claimsInSum(outcome.claims), claimsInShort(outcome.claims, columns, style));
  screen.section(`Measured: median of ${experiment.repetitions} repetitions (lowest–highest)`, [
    ...metricTable(outcome.variants, columns, style),
    ...seriesCharts(outcome.variants, columns, style),
    '',
    ...injectedLines(outcome.variants, columns),
  ]);
  screen.section('What it shows', claimLines(outcome.claims, columns, style));
}
