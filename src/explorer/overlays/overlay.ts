import { defaults, type Settings } from '../model/settings.ts';
import { Simulation } from '../model/simulation.ts';

/** A number of a recorded run that the model gives too. */
export interface Figure {
  /** Name of the metric in the evidence; its median is compared. */
  metric: string;
  /** What the model says, in the unit of the metric. */
  of(simulation: Simulation): number;
  /** How far apart the two may be: in the unit of the metric, or as a share of the recorded number. */
  within: { difference: number } | { share: number };
}

/** A variant of a recorded experiment, as settings of the model. */
export interface Overlay {
  /** `lab/experiment`. */
  experiment: string;
  variant: string;
  settings: Partial<Settings>;
  figures: readonly Figure[];
  /** How its settings differ from those of the run, where that needs to be said: one or two sentences. */
  note?: string;
}

/** The model's number beside the recorded one. */
export interface Comparison {
  metric: string;
  recorded: number;
  model: number;
  /** The most that they may be apart, in the unit of the metric. */
  bound: number;
}

/** What the model says of each figure of an overlay, run with its settings. Takes milliseconds. */
export function modelled({ settings, figures }: Overlay): number[] {
  const simulation = new Simulation({ ...defaults, ...settings }, 1000).run();
  return figures.map(({ of }) => of(simulation));
}

/** The most that the model may be away from the recorded number, in its unit. */
export const boundOf = ({ within }: Figure, recorded: number): number =>
  'share' in within ? Math.abs(within.share * recorded) : within.difference;

/** Runs the model as an overlay says and compares; `recorded` gives the median of a metric. */
export function compare(overlay: Overlay, recorded: (metric: string) => number): Comparison[] {
  const says = modelled(overlay);
  return overlay.figures.map((figure, place) => {
    const was = recorded(figure.metric);
    return {
      metric: figure.metric,
      recorded: was,
      model: says[place] ?? Number.NaN,
      bound: boundOf(figure, was),
    };
  });
}
