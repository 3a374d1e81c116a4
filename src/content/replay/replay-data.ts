import type { Parameter } from '#content/evidence.ts';
import type { MeasuredValue, Provenance } from '#content/page-data.ts';
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
    /** Of what a stand-in told, and what of that is not known, in words; none where the cloud told it all. */
    told?: string;
    /** What was broken or stood in on purpose. */
    injected: Parameter[];
    /** How many orders the run had, when fewer are drawn; `more` where that is not known. */
    all?: number | 'more';
    /** What was measured of all orders where a few that are drawn say little: the 99th percentiles of times. */
    p99: MeasuredValue[];
    run: Run;
  }[];
  /** What the experiment asks. */
  question: string;
  provenance: Provenance;
}
