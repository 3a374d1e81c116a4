import type { MeasuredValue } from './page-data.ts';

/** What is guessed: the key of its mark. */
export function predictionKey(experiment: string, values: readonly MeasuredValue[], metric: string): string {
  const [only, ...others] = values;
  return [experiment, metric, ...(only && others.length === 0 ? [only.variant] : [])].join(' ');
}

/** What a reader can choose beside the variants where the guess is which one is lowest. */
export const noDifference = 'no difference';

/** How near a guess came, in one sentence. `values` as in `PredictData`; the guess as it was entered. */
export function commentOn(guess: string, values: readonly MeasuredValue[]): string {
  const [only, ...others] = values;
  if (!only) return '';
  return others.length === 0 ? commentOnNumber(Number(guess), only.median) : commentOnLowest(guess, values);
}

function commentOnNumber(guess: number, measured: number): string {
  if (guess === measured) return 'Exactly.';
  if (measured === 0) return 'It was none at all.';
  if (guess === 0) return 'Too low: there were some.';
  const factor = Math.max(guess / measured, measured / guess);
  const way = guess > measured ? 'high' : 'low';
  if (factor < 1.1) return 'Close: within a tenth.';
  if (factor < 1.75) return `Somewhat too ${way}.`;
  return `${timesOf(factor)} too ${way}.`;
}

/** From here on a factor is said in words for its order of magnitude. */
const orders: [least: number, words: string][] = [
  [700_000, 'About a million times'],
  [70_000, 'About a hundred thousand times'],
  [7_000, 'About ten thousand times'],
  [700, 'About a thousand times'],
  [70, 'About a hundred times'],
];

function timesOf(factor: number): string {
  const [, words] = orders.find(([least]) => factor >= least && factor < least * 3) ?? [];
  if (words) return words;
  const rounded = Math.max(2, Number(factor.toPrecision(1)));
  return `About ${rounded} times`;
}

/** Values whose repetitions overlap are not different. */
function commentOnLowest(guess: string, values: readonly MeasuredValue[]): string {
  const [lowest, second] = values.toSorted((a, b) => a.median - b.median);
  if (!lowest || !second) return '';
  const right = second.min <= lowest.max ? noDifference : lowest.variantLabel;
  if (guess === right) return 'Right.';
  return right === noDifference
    ? 'No: the repetitions of the lowest two overlap, so there is no difference to see.'
    : `No: it is lowest for ${right}.`;
}
