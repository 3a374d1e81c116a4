import type { CompareChartData } from '#content/chart.ts';

/** A reader's own run, whose numbers a page shows in the place of the recorded ones. */
export interface ShownRun {
  /** `lab/experiment`. */
  experiment: string;
  /** The same chart with the numbers of this run. */
  compareChart(recorded: CompareChartData): CompareChartData;
}

let shown: ShownRun | undefined;
const listeners = new Set<() => void>();

/** The run that is shown; undefined where the page is as it was written. */
export const readShownRun = (): ShownRun | undefined => shown;

/** Shows a run in every figure of it, or the recorded ones again. */
export function showRun(run: ShownRun | undefined): void {
  shown = run;
  for (const listener of listeners) listener();
}

/** Calls back when another one is shown, until the answer is called. */
export function followShownRun(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
