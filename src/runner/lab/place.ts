import type { Experiment, LocalCloudSettings } from '#experiment/define-experiment.ts';
import type { Deployment } from '#experiment/deployment.ts';
import type { Context } from '../assembly.ts';
import type { ExperimentFile, Lab } from '../labs.ts';

/** A deployed stack that can be taken down. */
export interface Running extends Deployment {
  close(): Promise<void>;
}

/** Where the stacks of a run are deployed. */
export interface Place {
  /** As the rest of a sentence: `on this machine`. */
  where: string;
  /** As the evidence names it. */
  target: 'local' | 'endpoint';
  /**
   * Before anything is deployed: refuses what cannot run there. Rejects with a TwoPartError. `contexts` are those that the
   * experiment deploys with. Gives what the learner has to know.
   */
  prepare(
    file: ExperimentFile,
    experiment: Experiment,
    contexts: Context[],
    signal: AbortSignal,
  ): Promise<string[]>;
  /** Deploys a synthesized stack of a lab. Rejects with nothing left of it. */
  start(deployed: {
    lab: Lab;
    assembly: string;
    localCloud: LocalCloudSettings;
    seed: number;
    signal: AbortSignal;
  }): Promise<Running>;
  /** Removes what the place needed besides the stacks. */
  close(): Promise<void>;
}
