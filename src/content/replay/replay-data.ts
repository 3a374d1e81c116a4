import type { Parameter } from '#content/evidence.ts';
import type { Provenance } from '#content/page-data.ts';
import type { Run } from './moment.ts';

/** Data of `<Replay>`: the recorded run of each variant that is shown. */
export interface ReplayData {
  /** What travels, in one word. */
  carries: string;
  variants: {
    variant: string;
    label: string;
    /** What the recording left out, in words. */
    sampled: string;
    /** What was broken or stood in on purpose. */
    injected: Parameter[];
    run: Run;
  }[];
  provenance: Provenance;
}
