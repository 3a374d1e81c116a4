import type { Evidence, LeftOut } from '#content/evidence.ts';
import type { Experiment, LocalCloudSettings } from '#experiment/define-experiment.ts';
import type { Deployment } from '#experiment/deployment.ts';
import type { StartStandIn } from '#experiment/stand-in.ts';
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
  target: 'local' | 'endpoint' | 'aws';
  /** Flags that lead a run there again; the evidence names them. */
  readonly flags: string;
  /** The part of an experiment that makes sense there, where that is not all of it. Throws a TwoPartError. */
  partOf?(file: ExperimentFile, whole: Experiment): Experiment;
  /** What is not in that part. */
  readonly leftOut?: LeftOut | undefined;
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
    /** What the experiment has in the place of the lab's stand-in. */
    standIn?: StartStandIn | undefined;
    seed: number;
    signal: AbortSignal;
  }): Promise<Running>;
  /** What there is to compare a run with; undefined where there is nothing. */
  beside?(evidence: Evidence): { title: string; lines: string[] } | undefined;
  /** An error of a run there in two parts; undefined for one that says enough. */
  explained?(error: unknown): Error | undefined;
  /** Removes what the place needed besides the stacks. */
  close(): Promise<void>;
}
