import type { ScenarioRun } from './run-scenario.ts';

/** Something that holds in every run. */
export interface Invariant {
  /** A sentence. */
  name: string;
  /** What breaks it in this run, or undefined. */
  violation(run: ScenarioRun): string | undefined;
}
