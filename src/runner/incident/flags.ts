import { parseArgs } from 'node:util';
import { CallError } from '../call-error.ts';
import { suggestion } from '../nearest.ts';

const options = {
  seed: { type: 'string' },
  causes: { type: 'boolean', default: false },
} as const;
const known = Object.keys(options).map((each) => `--${each}`);
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
  const { seed, causes } = parse(args);
  if (seed === undefined) return { seed, causes };
  const value = Number(seed);
  if (!/^\d+$/.test(seed) || value < 1 || value > largestSeed)
    throw new CallError(`--seed is "${seed}".`, `Give a whole number from 1 to ${largestSeed}.`);
  return { seed: value, causes };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const flag = args.find((each) => each.startsWith('-') && !known.includes(each.split('=')[0] ?? ''));
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' && flag)
      throw new CallError(`There is no flag ${flag}.`, suggestion(flag, known));
    throw new CallError(message.split('\n')[0] ?? message, `Known: ${known.join(', ')}.`);
  }
}
