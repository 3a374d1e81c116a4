import type { Experiment } from '#experiment/define-experiment.ts';

/** What only the cloud of this machine gives an experiment: what happens inside it, and breaking something on purpose. */
export type OfOurs = 'events' | 'faults';

const named = /[{,]\s*(events|faults)\s*(?=[,}])/g;

/** What of it an experiment takes, as the text of its `run` says: to be told before anything is deployed. */
export const whatItTakes = ({ run }: Pick<Experiment, 'run'>): OfOurs[] => [
  ...new Set([...String(run).matchAll(named)].map(([, name]) => name as OfOurs)),
];
