import { scaleLinear } from 'd3-scale';
import type { Axis, CompareChartData } from '#content/chart.ts';
import type { Evidence } from '#content/evidence.ts';
import { mostRepetitions, ownProvenance } from './own-provenance.ts';

/** What a file gives may be any number, and any number of them. */
const usable = (values: readonly number[]): number[] =>
  values.slice(0, mostRepetitions).map((value) => (Number.isFinite(value) && value > 0 ? value : 0));

/** A chart of the recorded run with the numbers of another one; where that has none, the bar is empty. */
export function ownChart(recorded: CompareChartData, own: Evidence): CompareChartData {
  const groups = recorded.groups.map((group) => {
    const variant = own.variants.find(({ name }) => name === group.variant);
    const bars = group.bars.map((bar, index) => {
      const metric = variant?.metrics.find(({ name }) => name === recorded.metrics[index]);
      const [median = 0, ...values] = usable(metric ? [metric.median, ...metric.values] : [0, 0]);
      return { label: bar.label, median, values };
    });
    return { ...group, bars };
  });
  const all = groups.flatMap(({ bars }) => bars.flatMap(({ median, values }) => [median, ...values]));
  return {
    ...recorded,
    groups,
    axis: wideEnough(recorded.axis, Math.max(...all)),
    provenance: ownProvenance(recorded.provenance, own),
  };
}

/** The axis of the recorded run, so that both can be compared; a longer one where a number would stand outside. */
function wideEnough(axis: Axis, most: number): Axis {
  if (most <= axis.end) return axis;
  const scale = scaleLinear().domain([0, most]).nice(4);
  return { ...axis, end: scale.domain()[1] ?? most, ticks: scale.ticks(4) };
}
