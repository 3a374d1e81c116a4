import { createHash } from 'node:crypto';

/** The items in an order that depends on `seed` only, and is not the order in which they came. */
export function shuffled<T extends { text: string }>(items: readonly T[], seed: string): T[] {
  const key = ({ text }: T) => createHash('sha256').update(`${seed}\0${text}`).digest('hex');
  const mixed = items.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  return mixed.every((each, index) => each === items[index])
    ? [...mixed.slice(1), ...mixed.slice(0, 1)]
    : mixed;
}
