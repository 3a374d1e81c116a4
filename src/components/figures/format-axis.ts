import { formatNumber } from '../lesson/format.ts';

/** A number on an axis: a fraction keeps the digits that tell it from its neighbours. */
export function formatTick(value: number): string {
  return Number.isInteger(value) ? formatNumber(value) : String(Number(value.toPrecision(6)));
}

/** The text with its first letter as a capital. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
