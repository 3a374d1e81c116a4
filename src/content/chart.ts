/*
 * What a page receives for a chart: scales and lines are worked out when the site is built (src/plugins/references,
 * src/charts), a component only places them.
 */
import type { Provenance } from './page-data.ts';

/** A scale from zero: its end, and where its ticks stand. */
export interface Axis {
  /** What is measured along it. */
  label: string;
  unit: string;
  end: number;
  ticks: number[];
}

/** One bar: the median, and what each repetition gave. */
export interface ChartBar {
  /** Which metric it shows, without what all metrics of the chart have in common. */
  label: string;
  median: number;
  values: number[];
}

/** Data of `<CompareChart>`. */
export interface CompareChartData {
  /** Names of the metrics, one per bar of a group. */
  metrics: string[];
  axis: Axis;
  /** One group per variant, with one bar per metric. */
  groups: { variant: string; label: string; bars: ChartBar[] }[];
  provenance: Provenance;
}

/** Where a course is named in its plot, in percent from the left and from the bottom. */
export interface CourseLabel {
  /** Its peak, or the end of a course that stays level. */
  x: number;
  y: number;
  /** Where the text stands, clear of the others. */
  labelY: number;
  peak: number;
  isLevel: boolean;
}

/** Something that happens on the x of a plot. */
export interface CourseMoment {
  at: number;
  /** In percent from the left. */
  x: number;
  label: string;
}

/** Data of `<CourseChart>`. */
export interface CourseChartData {
  /** Name of the series that is drawn. */
  series: string;
  x: Axis;
  y: Axis;
  /** Per variant one SVG path per repetition, in a box of 1000 by 1000 whose origin is at the top left. */
  courses: { variant: string; label: string; paths: string[]; mark: CourseLabel }[];
  moments: CourseMoment[];
  /** Rows at even steps of x; per variant the value of each repetition there, null where it had ended. */
  table: { x: number; values: (number | null)[][] }[];
  provenance: Provenance;
}
