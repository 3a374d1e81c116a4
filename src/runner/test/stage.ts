/** What a stage takes of the machine. */
export type Load =
  /** About a core: as many of these run side by side as there are cores. */
  | 'core'
  /** Nearly nothing, it waits for clocks of its own: beside anything but `whole machine`. */
  | 'waits'
  /** It measures, or uses every core itself: nothing runs beside it. */
  | 'whole machine';

/** A test that failed, and the command that runs just its file. */
export interface Failure {
  name: string;
  command: string;
}

/** How many tests a stage ran, and which of them failed. */
export interface Outcome {
  passed: number;
  failures: Failure[];
  /** Files that failed or could not tell beside others, and ran again alone: what came of that is counted. */
  again?: string[];
}

/** A part of `npm test` that can be run and that can fail for itself. */
export interface Stage {
  name: string;
  /** Runs just this stage. */
  command: string;
  load: Load;
  /** Names of stages without whose success this one cannot run. */
  needs: string[];
  /** Runs to the end; what it finds is in the outcome, and only an abort is thrown. */
  run(signal: AbortSignal): Promise<Outcome>;
}

/** How a stage ended: with an outcome, or not run for the sake of stages that failed. */
export type StageResult = { stage: Stage; seconds: number } & ({ outcome: Outcome } | { lacks: string[] });

export const hasFailed = (result: StageResult): boolean =>
  !('outcome' in result) || result.outcome.failures.length > 0;
