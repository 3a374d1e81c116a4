import { scaleLinear } from 'd3-scale';
import type { Axis } from '#content/chart.ts';

/** A scale from zero to a round number that no value exceeds, with about `count` ticks. Values are not negative. */
export function axisFor(label: string, unit: string, values: readonly number[], count = 4): Axis {
  const largest = Math.max(0, ...values);
  const scale = scaleLinear()
    .domain([0, largest === 0 ? 1 : largest])
    .nice(count);
  const ticks = scale.ticks(count).filter((tick) => unit === 's' || unit === 'ms' || Number.isInteger(tick));
  return { label, unit, end: scale.domain()[1] ?? largest, ticks };
}

/** What the labels share before their last comma, and what is left of each: `reply, median` and `reply, slowest`. */
export function shareLabel(labels: readonly string[]): { shared: string; rest: string[] } {
  const parts = labels.map((label) => label.split(/, (?=[^,]*$)/));
  const shared = parts[0]?.[0] ?? '';
  if (labels.length > 1 && parts.every(([first, last]) => first === shared && last)) {
    return { shared, rest: parts.map(([, last]) => last ?? '') };
  }
  return { shared: labels.length === 1 ? (labels[0] ?? '') : '', rest: [...labels] };
}
