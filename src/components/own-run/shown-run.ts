import { useSyncExternalStore } from 'react';
import type { CompareChartData, CourseChartData } from '#content/chart.ts';
import type { ReplayData } from '#content/replay/replay-data.ts';

/** A reader's own run, whose numbers a page shows in the place of the recorded ones. */
export interface ShownRun {
  /** `lab/experiment`. */
  experiment: string;
  /** The same chart with the numbers of this run. */
  compareChart(recorded: CompareChartData): CompareChartData;
  /** The same chart with the courses of this run; undefined when it holds none that can be drawn. */
  courseChart(recorded: CourseChartData): CourseChartData | undefined;
  /** The same replay with the events of this run; undefined when it holds none that can be drawn. */
  replay(recorded: ReplayData): ReplayData | undefined;
}

let shown: ShownRun | undefined;
const listeners = new Set<() => void>();

/** Shows a run in every figure of it, or the recorded ones again. */
export function showRun(run: ShownRun | undefined): void {
  shown = run;
  for (const listener of listeners) listener();
}

/** The run that is shown in the figures of an experiment; undefined where they are as the build drew them. */
export function useShownRun(experiment: string): ShownRun | undefined {
  const run = useSyncExternalStore(follow, read, () => undefined);
  return run?.experiment === experiment ? run : undefined;
}

const read = (): ShownRun | undefined => shown;

function follow(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
