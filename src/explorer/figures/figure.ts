/** What a reader turns: a slider over `values`, or a box to tick. */
export interface Knob {
  label: string;
  /** Name of AWS's setting, where it is one. */
  aws?: string;
  unit?: string;
  /** From left to right; of a box 0 and 1. */
  values: readonly number[];
  isBox?: true;
  /** What it is set to until somebody turns it; one of `values`. */
  initial: number;
  /** The settings of the model that it changes, and no others. */
  sets: readonly string[];
}

/** What a model has come to: equally spaced moments, and whatever else a figure asks it for. */
interface AnyRun {
  course: readonly { at: number }[];
}

/** A small chart over the time of the run. */
interface PanelOf<Run extends AnyRun> {
  title: string;
  unit: string;
  lines: readonly {
    label: string;
    /** Its value at a moment; `seconds`: how long the moment before it is ago. */
    of(sample: Run['course'][number], seconds: number): number;
    /** Whether the values are summed up from the beginning. */
    summed?: true;
  }[];
  /** A level line: what the rule says, or a limit. */
  level?: { label: string; of(run: Run): number };
  /** The axis reaches at least this far, so that less looks like less. */
  least: number;
}

/** A number that the whole run came to; a text where there is no number. */
interface ResultOf<Run> {
  label: string;
  unit?: string;
  of(run: Run): number | string;
}

/** One rule as a figure with one or two knobs. */
export interface FigureOf<Run extends AnyRun> {
  title: string;
  /** What to look at; one or two short sentences. */
  reading: string;
  knobs: readonly Knob[];
  /** How long the run is, in s. */
  seconds: number;
  /** All settings of the model at these values of the knobs, in their order. */
  settings(values: readonly number[]): object;
  run(values: readonly number[]): Run;
  panels: readonly PanelOf<Run>[];
  results: readonly ResultOf<Run>[];
  /** The settings as the query of the explorer's address, where it has them. */
  query?(values: readonly number[]): string;
}

/** What a figure shows at some values of its knobs. */
export interface Picture {
  /** For each panel its lines, with a value for each moment, and its level. */
  panels: { lines: number[][]; level?: number }[];
  results: (number | string)[];
  query?: string;
}

/** A figure as it stands on a page: what does not change, and how to get what does. */
export interface Figure
  extends Pick<FigureOf<AnyRun>, 'title' | 'reading' | 'knobs' | 'seconds' | 'settings'> {
  panels: readonly { title: string; unit: string; lines: string[]; level?: string; least: number }[];
  results: readonly { label: string; unit?: string }[];
  /** Runs the model. Takes milliseconds. */
  picture(values: readonly number[]): Picture;
}

/** Moments that a figure shows. */
export const moments = 80;

/** Puts a figure's model and what it shows of it together. */
export function figureOf<Run extends AnyRun>(figure: FigureOf<Run>): Figure {
  const { title, reading, knobs, seconds, settings, panels, results } = figure;
  return {
    title,
    reading,
    knobs,
    seconds,
    settings,
    panels: panels.map(({ lines, level, ...panel }) => ({
      title: panel.title,
      unit: panel.unit,
      lines: lines.map(({ label }) => label),
      ...(level && { level: level.label }),
      least: panel.least,
    })),
    results: results.map(({ label, unit }) => ({ label, ...(unit && { unit }) })),
    picture(values) {
      const run = figure.run(values);
      return {
        panels: panels.map(({ lines, level }) => ({
          lines: lines.map((line) => valuesOf(line, run.course)),
          ...(level && { level: rounded(level.of(run)) }),
        })),
        results: results.map(({ of }) => {
          const result = of(run);
          return typeof result === 'number' ? rounded(result) : result;
        }),
        ...(figure.query && { query: figure.query(values) }),
      };
    },
  };
}

function valuesOf<Sample extends { at: number }>(
  { of, summed }: { of(sample: Sample, seconds: number): number; summed?: true },
  course: readonly Sample[],
): number[] {
  const seconds = course[0]?.at ?? 1;
  let sum = 0;
  return course.map((sample) => {
    const value = of(sample, seconds);
    sum += value;
    return rounded(summed ? sum : value);
  });
}

/** Enough digits to draw it. */
const rounded = (value: number) => Number(value.toPrecision(4));
