import type { Value } from './row.ts';

/** Functions give 1 where something is so. */
export const isTrue = (value: Value): boolean => value === true || value === 'true' || value === 1;

/** A number, or a text that is one. */
export function numberIn(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : number;
}

/** Negative when `one` comes before `other`: as numbers when both are, otherwise as texts. None without a value. */
export function orderOf(one: Value, other: Value): number | undefined {
  if (one === undefined || other === undefined) return undefined;
  const [a, b] = [numberIn(one), numberIn(other)];
  if (a !== undefined && b !== undefined) return a - b;
  return orderOfTexts(String(one), String(other));
}

/**
 * As `sort` has it: "All non-number values come before all number values", and runs of digits in these are compared by their
 * length first. What is not there comes before everything.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Sort.html
 */
export function sortOrderOf(one: Value, other: Value): number {
  if (one === undefined || other === undefined)
    return Number(one !== undefined) - Number(other !== undefined);
  const [a, b] = [numberIn(one), numberIn(other)];
  const [text, otherText] = [String(one), String(other)];
  if (a !== undefined && b !== undefined) return a - b || orderOfTexts(text, otherText);
  if (a !== undefined || b !== undefined) return a === undefined ? -1 : 1;
  return naturalOrderOf(text, otherText);
}

function naturalOrderOf(one: string, other: string): number {
  const [runs, others] = [runsOf(one), runsOf(other)];
  for (const [place, run] of runs.entries()) {
    const against = others[place];
    if (against === undefined) return 1;
    const areNumbers = /^\d/.test(run) && /^\d/.test(against);
    const order = (areNumbers ? run.length - against.length : 0) || orderOfTexts(run, against);
    if (order !== 0) return order;
  }
  return runs.length - others.length;
}

/** Digits, and what is between digits. */
const runsOf = (text: string): string[] => text.match(/\d+|\D+/g) ?? [];

const orderOfTexts = (one: string, other: string): number => (one === other ? 0 : one < other ? -1 : 1);
