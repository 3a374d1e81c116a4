import type { Item } from './item.ts';

/** Bounds of a read by key, in key order unless `reverse`. */
export interface KeyRange {
  gt?: string;
  gte?: string;
  lt?: string;
  lte?: string;
  reverse?: boolean;
}

/** Items by key, readable in the order of their keys. */
export class OrderedItems {
  readonly #items = new Map<string, Item>();
  readonly #keys: string[] = [];

  get size(): number {
    return this.#items.size;
  }

  get(key: string): Item | undefined {
    return this.#items.get(key);
  }

  set(key: string, item: Item): void {
    if (!this.#items.has(key)) this.#keys.splice(this.#position(key), 0, key);
    this.#items.set(key, item);
  }

  delete(key: string): void {
    if (this.#items.delete(key)) this.#keys.splice(this.#position(key), 1);
  }

  /** The items of a range, read as they are at this moment. */
  *range({ gt, gte, lt, lte, reverse = false }: KeyRange): Generator<Item> {
    const from = gt === undefined ? this.#position(gte ?? '') : this.#position(gt, true);
    const to =
      lt === undefined
        ? lte === undefined
          ? this.#keys.length
          : this.#position(lte, true)
        : this.#position(lt);
    const keys = this.#keys.slice(from, Math.max(from, to));
    if (reverse) keys.reverse();
    for (const key of keys) {
      const item = this.#items.get(key);
      if (item) yield item;
    }
  }

  /** Where `key` is or would be; `after`: behind it. */
  #position(key: string, after = false): number {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#keys[middle] as string;
      if (other < key || (after && other === key)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
