import type { Parameter, Series, Variant } from '#content/evidence.ts';
import type { Experiment, Measurement, SeriesMeasurement, VariantDefinition } from './define-experiment.ts';
import { roundToTenth, summarise } from './summary.ts';

/** One variant as it ran. */
export interface VariantRun {
  name: string;
  /** The experiment's parameters, by name, as they were on this variant's deployment. */
  parameters: Record<string, number>;
  /** Every fault that was injected, in words, once. */
  faults: string[];
  repetitions: Measurement<string, string>[];
}

/** A variant as evidence holds it: what was set, every metric over its repetitions, every series in full. */
export function describeVariant(experiment: Experiment, run: VariantRun): Variant {
  const variant = experiment.variants[run.name] ?? { label: run.name, pipeline: [], parameters: {} };
  return {
    name: run.name,
    label: variant.label,
    parameters: describeParameters(experiment, variant, run),
    metrics: Object.entries(experiment.metrics).map(([name, metric]) => ({
      name,
      ...metric,
      ...summarise(run.repetitions.map((each) => each.metrics[name] ?? Number.NaN)),
    })),
    series: Object.entries(experiment.series).map(([name, { label, unit, x }]): Series => {
      const measured = run.repetitions.map((each) => each.series[name] ?? []);
      return {
        name,
        label,
        unit,
        values: measured.map((each) => valuesOf(each).map(roundToTenth)),
        ...(x && { x: { ...x, values: measured.map((each) => placesOf(each).map(roundToTenth)) } }),
      };
    }),
  };
}

const valuesOf = (measured: SeriesMeasurement) => (Array.isArray(measured) ? measured : measured.values);
const placesOf = (measured: SeriesMeasurement) =>
  Array.isArray(measured) ? measured.map((_, index) => index) : measured.x;

/** Its own parameters, what else its deployment was given, the shared ones, and what was broken on purpose. */
function describeParameters(
  experiment: Experiment,
  { parameters: own, context = {}, localCloud }: VariantDefinition,
  { parameters, faults }: VariantRun,
): Parameter[] {
  const unnamed = Object.entries(context).filter(([name]) => !(name in own));
  return [
    ...Object.entries(own).map(([name, parameter]) => ({ name, ...parameter })),
    ...unnamed.map(([name, value]) => ({ name, label: `the stack's ${name}`, value })),
    ...Object.entries(experiment.parameters).map(([name, { label, unit, injected }]): Parameter => {
      return { name, label, value: parameters[name] ?? Number.NaN, unit, injected };
    }),
    ...Object.entries({ ...experiment.localCloud, ...localCloud }).map(([name, setting]) => ({
      name,
      ...setting,
    })),
    ...faults.map((fault, index) => ({
      name: `fault${index + 1}`,
      label: 'fault',
      value: fault,
      injected: 'Broken on purpose by the experiment.',
    })),
  ];
}
