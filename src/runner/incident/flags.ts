import { CallError } from '../call-error.ts';
import { parseFlags } from '../parse-flags.ts';

const options = {
  seed: { type: 'string' },
  causes: { type: 'boolean', default: false },
} as const;
const largestSeed = 2 ** 31 - 1;

/** How `incident` was called. */
export interface IncidentFlags {
  /** Undefined for one that is drawn. */
  seed: number | undefined;
  /** Only list what can be the cause. */
  causes: boolean;
}

/** Reads the arguments of `incident`; anything unknown is a CallError that says what is known. */
export function readIncidentFlags(args: string[]): IncidentFlags {
  const { values, positionals } = parseFlags(args, options);
  const { seed, causes } = values;
  if (positionals.length > 0)
    throw new CallError(
      `incident takes no name, got ${positionals.join(' ')}.`,
      'What is wrong is for you to find: `npm run incident`, or the same one again with --seed N.',
    );
  if (seed === undefined) return { seed, causes };
  const value = Number(seed);
  if (!/^\d+$/.test(seed) || value < 1 || value > largestSeed)
    throw new CallError(`--seed is "${seed}".`, `Give a whole number from 1 to ${largestSeed}.`);
  return { seed: value, causes };
}
