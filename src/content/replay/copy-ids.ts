import type { Copy } from './moment.ts';

/**
 * Which copies of orders a request, message, event or invocation id belongs to. What was made of an order first is the
 * order itself, gone on; what else was made of the same is a copy of it. Copies are counted from 1.
 */
export class CopyIds {
  readonly #copies = new Map<string, number[]>();
  /** By which id each copy goes on now. */
  readonly #carrier: string[] = [''];
  /** How often something was made of what an id stands for. */
  readonly #made = new Map<string, number>();
  readonly copies: Copy[] = [];
  /** How many orders there are. */
  orders = 0;

  /** A new order, known by this id. */
  begin(id: string, word: string): number {
    this.orders += 1;
    return this.#add(id, { order: this.orders, name: `${this.orders}`, word });
  }

  /** The copies of an id; none when it is not known. */
  of(id: string): number[] {
    return this.#copies.get(id) ?? [];
  }

  /** Makes an id known as what goes on of another id; a new order when there is no such id. */
  join(id: string, from: string | undefined, word: string): number {
    const parents = this.of(from ?? '');
    const made = this.#made.get(from ?? '') ?? 0;
    const parent = parents[made % Math.max(1, parents.length)];
    if (from === undefined || parent === undefined) return this.begin(id, word);
    this.#made.set(from, made + 1);
    if (made >= parents.length) return this.fork(id, parent);
    this.#copies.set(id, [parent]);
    this.#carrier[parent] = id;
    return parent;
  }

  /** Another name for the copies of an id; they go on as before. */
  alias(id: string, from: string): number[] {
    this.#copies.set(id, this.of(from));
    return this.of(id);
  }

  /** Makes an id known as all copies of the causes, and gives them. */
  joinAll(id: string, copies: readonly number[]): number[] {
    const all = [...new Set(copies)];
    this.#copies.set(id, all);
    return all;
  }

  /** A new copy of the order that another copy belongs to. */
  fork(id: string, copy: number, as: Pick<Copy, 'call'> = {}): number {
    const { order = 0, word = '' } = this.copies[copy - 1] ?? {};
    const before = this.copies.filter((each) => each.order === order).length;
    return this.#add(id, { order, name: `${order}${suffix(before)}`, word, ...as });
  }

  /** Whether a copy goes on by another id than this. */
  isPast(id: string, copy: number): boolean {
    return this.#carrier[copy] !== id;
  }

  #add(id: string, copy: Copy): number {
    const number = this.copies.push(copy);
    this.#copies.set(id, [number]);
    this.#carrier[number] = id;
    return number;
  }
}

/** `b` for the first copy beside the order itself; numbers where letters end. */
const suffix = (before: number) => (before < 26 ? String.fromCharCode(97 + before) : `.${before + 1}`);
