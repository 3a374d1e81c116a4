import type { Experiment } from './define-experiment.ts';
import type { Repetition } from './measure-repetition.ts';

/** Every variant once per repetition, in turns that change direction: no variant is always first. */
export function schedule(experiment: Pick<Experiment, 'variants' | 'repetitions'>): Repetition[] {
  const names = Object.keys(experiment.variants);
  return Array.from({ length: experiment.repetitions }, (_, index) => {
    const turn = index % 2 === 0 ? names : names.toReversed();
    return turn.map((variant) => ({ variant, repetition: index + 1 }));
  }).flat();
}

/** What tells two deployments of a lab apart: its variant's context and settings of the local cloud, as text. */
export function deploymentKey({ variants }: Pick<Experiment, 'variants'>, variant: string): string {
  const { context = {}, localCloud = {} } = variants[variant] ?? {};
  return JSON.stringify([Object.entries(context).sort(), Object.entries(localCloud).sort()]);
}
