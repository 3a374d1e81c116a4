import type { Parameter, Variant } from '#content/evidence.ts';
import type { Experiment, Measurement } from './define-experiment.ts';
import { roundToTenth, summarise } from './summary.ts';

/** A variant as evidence holds it: what was set, every metric over its repetitions, every series in full. */
export function describeVariant(
  experiment: Experiment,
  name: string,
  parameters: Record<string, number>,
  repetitions: Measurement<string, string>[],
): Variant {
  const { label, parameters: own = {} } = experiment.variants[name] ?? { label: name };
  const shared = Object.entries(experiment.parameters).map(([name, { label, unit, injected }]): Parameter => {
    return { name, label, value: parameters[name] ?? Number.NaN, unit, injected };
  });
  return {
    name,
    label,
    parameters: [...Object.entries(own).map(([name, parameter]) => ({ name, ...parameter })), ...shared],
    metrics: Object.entries(experiment.metrics).map(([name, metric]) => ({
      name,
      ...metric,
      ...summarise(repetitions.map((each) => each.metrics[name] ?? Number.NaN)),
    })),
    series: Object.entries(experiment.series).map(([name, series]) => ({
      name,
      ...series,
      values: repetitions.map((each) => (each.series[name] ?? []).map(roundToTenth)),
    })),
  };
}
