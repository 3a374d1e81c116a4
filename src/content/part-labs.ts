import type { Pipeline } from './pipeline.ts';

/** An experiment as the page of a part shows it. */
export interface PartExperiment {
  /** `lab/experiment`. */
  name: string;
  question: string;
  /** How long its recorded run took. */
  seconds: number;
  /** The first lesson of the part that uses it. */
  lesson: { id: string; label: string };
}

/** Data of `<PartLabs>`: the labs that the lessons of a part use, in the order in which the lessons come to them. */
export type PartLabsData = {
  lab: string;
  /** What its README calls it. */
  title: string;
  pipeline: Pipeline;
  experiments: PartExperiment[];
}[];
