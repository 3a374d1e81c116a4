import type { Evidence } from '#content/evidence.ts';
import type { LiveRun } from '#content/own-run.ts';
import type { ExperimentFile } from '../labs.ts';
import type { Screen } from '../terminal/screen.ts';
import type { LabFlags } from './flags.ts';

/** What one run needs, from the first line on the screen to the last. */
export interface LabRun {
  file: ExperimentFile;
  flags: Pick<LabFlags, 'seed' | 'record'> & Partial<Pick<LabFlags, 'target' | 'repetitions'>>;
  screen: Screen;
  signal: AbortSignal;
  /** Hears the evidence as soon as it is there. */
  onEvidence?(evidence: Evidence): void;
  /** Hears several times a second how far the run is. */
  onLive?(live: LiveRun): void;
}
