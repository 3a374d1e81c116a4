import { formatNumber } from '../../lesson/format.ts';

/** The answers that count as right: a factor of `tolerance` either way; with 1, what reads like the value itself. */
export function isNear(answer: number, value: number, tolerance: number): boolean {
  if (tolerance === 1) return formatNumber(answer) === formatNumber(value);
  const [low, high] = [value / tolerance, value * tolerance].sort((a, b) => a - b) as [number, number];
  return answer >= low && answer <= high;
}
