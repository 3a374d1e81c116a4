import type { Fault } from '#experiment/faults.ts';
import { CallError } from '../../call-error.ts';
import { suggestion } from '../../nearest.ts';

/** What to break, and after how many milliseconds it is mended by itself: undefined until `mend`. */
export interface Breakage {
  fault: Fault;
  mendAfterMs?: number;
}

const faultNames = [
  'slow',
  'fail',
  'crash-after-write',
  'crash-after-publish',
  'duplicate',
  'throttle',
  'deny',
  'pause-replication',
  'down',
] as const;

const example = 'Write it like `npm run lab -- break Orders down 3s`.';

/**
 * Reads `<resource> <fault> [time] [share] [times]`: `Orders down 3s`, `Worker slow 500ms 10s`, `Worker fail 20%`,
 * `Worker crash-after-write 1x`. The first time says for how long; for `slow` it says by how much, and a second one for how
 * long.
 */
export function readBreakage([resource, name, ...rest]: string[]): Breakage {
  if (resource === undefined) throw new CallError('What is to be broken is missing.', example);
  if (name === undefined) throw new CallError(`How ${resource} is to be broken is missing.`, example);
  const known = faultNames.find((each) => each === name);
  if (!known) throw new CallError(`There is no fault "${name}".`, suggestion(name, faultNames));
  const said = readAmounts(rest, known === 'slow' ? 2 : 1);
  if (known === 'slow') {
    const [milliseconds, mendAfterMs] = said.milliseconds;
    if (milliseconds === undefined)
      throw new CallError(
        'By how much it is to be slow is missing.',
        `Write it like \`npm run lab -- break ${resource} slow 500ms\`.`,
      );
    return { fault: { resource, fault: 'slow', milliseconds, ...said.frequency }, ...after(mendAfterMs) };
  }
  const [mendAfterMs] = said.milliseconds;
  if (known === 'down' || known === 'pause-replication') {
    if (Object.keys(said.frequency).length > 0)
      throw new CallError(
        `What is ${known === 'down' ? 'down is down for every call' : 'paused is paused for every write'}: it takes no share and no number of times.`,
        'Say `fail` for a part of the calls.',
      );
    return { fault: { resource, fault: known }, ...after(mendAfterMs) };
  }
  return { fault: { resource, fault: known, ...said.frequency }, ...after(mendAfterMs) };
}

const after = (mendAfterMs: number | undefined) => (mendAfterMs === undefined ? {} : { mendAfterMs });

/** The longest time that a timer of Node can wait. */
const longestMs = 2 ** 31 - 1;

function readAmounts(words: string[], mostTimes: number) {
  const milliseconds: number[] = [];
  const frequency: { share?: number; times?: number } = {};
  for (const word of words) {
    const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|%|x)$/.exec(word) ?? [];
    const amount = Number(digits);
    const isTime = unit === 'ms' || unit === 's' || unit === 'm';
    const asMs = amount * ({ ms: 1, s: 1000, m: 60_000 }[unit] ?? 0);
    if (isTime && asMs > 0 && asMs <= longestMs && milliseconds.length < mostTimes) milliseconds.push(asMs);
    else if (unit === '%' && amount > 0 && amount <= 100) frequency.share = amount / 100;
    else if (unit === 'x' && Number.isInteger(amount) && amount > 0) frequency.times = amount;
    else
      throw new CallError(
        `"${word}" is no time, share or number of times that fits here.`,
        'Write a time as 500ms, 3s or 2m, a share of the calls as 20%, a number of times as 3x.',
      );
  }
  return { milliseconds, frequency };
}
