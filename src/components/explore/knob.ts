import type { NumberName } from '../../explorer/model/limits.ts';
import type { Settings } from '../../explorer/model/settings.ts';

type FlagName = 'jitter' | 'reportBatchItemFailures' | 'onFailure';

/** A setting as the reader turns it. */
export interface Knob {
  name: NumberName | FlagName;
  label: string;
  /** Name of AWS's setting, where it is one. */
  aws?: string;
  unit?: string;
  /** Only these pipelines have it. */
  only?: readonly Settings['pipeline'][];
  /** What -1 means, where it is no amount. */
  minus?: string;
  /** What 0 means, where it is no amount. */
  zero?: string;
  /** Fact that its end comes from. */
  fact?: string;
  /** What one press of an arrow key adds. */
  step?: number;
}

/** Settings that belong together. */
export interface KnobGroup {
  name: string;
  /** What it is called where there is a topic. */
  ofTopic?: string;
  knobs: Knob[];
}
