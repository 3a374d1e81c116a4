import type { ClaimVerdict, Variant } from '#content/evidence.ts';
import { systemClock } from '#experiment/clock.ts';
import type { RepairJudge } from '#experiment/define-repair.ts';
import { runExperiment } from '#experiment/run-experiment.ts';
import { watchMachine } from '#experiment/watch-machine.ts';
import { Deployments } from '../lab/deployments.ts';
import { localPlace } from '../lab/local-place.ts';
import type { Place } from '../lab/place.ts';
import { loadJudge, type RepairFile } from './find-repairs.ts';
import { asLab } from './workspace.ts';

export type Status = 'mended' | 'broken' | 'not-judged';

/** What a run of a folder showed. */
export interface Judgement {
  status: Status;
  /** Those that were to be mended first. */
  claims: ClaimVerdict[];
  /** Ids of the demands that the pipeline did not meet as it was delivered. */
  mends: string[];
  variants: Variant[];
  /** Wall clock time, deploying included. */
  seconds: number;
}

/**
 * Deploys a folder on this machine, runs the short experiment of a repair against it, and judges all demands. Rejects with
 * a TwoPartError where the stack does not deploy. Leaves nothing running.
 */
export async function judgeRepair(
  file: RepairFile,
  folder: string,
  signal: AbortSignal,
  onStep: (step: string) => void = () => undefined,
): Promise<Judgement> {
  const { experiment, mends }: RepairJudge = await loadJudge(file);
  const begin = performance.now();
  // The stand-in is the world outside: the lab's own, whatever lies in the folder.
  const place: Place = {
    ...localPlace,
    start: (deployed) => localPlace.start({ ...deployed, lab: file.lab }),
  };
  const deployments = new Deployments({
    place,
    lab: asLab(file.lab, folder),
    experiment,
    seed: 202,
    signal,
  });
  try {
    const { claims, variants } = await runExperiment(experiment, {
      seed: 202,
      runId: Date.now().toString(36).slice(-5),
      clock: systemClock,
      watch: watchMachine,
      signal,
      onDisturbed: () => onStep('this machine was too busy: measured again'),
      deploy(repetition) {
        onStep('deploying');
        return deployments.deploy(repetition);
      },
      synthesize: (context) => deployments.synthesize(context),
      onWarmUp: () => onStep('warming up'),
      onProgress: (_, note) => onStep(note),
      onEvent: () => undefined,
      onRepetitionEnd: () => undefined,
    });
    signal.throwIfAborted();
    return { status: statusOf(claims), claims, mends, variants, seconds: (performance.now() - begin) / 1000 };
  } finally {
    await deployments.close();
  }
}

/** One demand that is not met is enough; it is mended when every one was judged and met. */
export function statusOf(claims: readonly Pick<ClaimVerdict, 'holds'>[]): Status {
  if (claims.some(({ holds }) => holds === false)) return 'broken';
  return claims.some(({ holds }) => holds === null) ? 'not-judged' : 'mended';
}
