/** Which orders a request, message or invocation id belongs to; orders are counted from 1. */
export class OrderIds {
  readonly #orders = new Map<string, number[]>();
  /** How many orders there are. */
  count = 0;

  /** A new order, known by this id. */
  begin(id: string): number {
    this.count += 1;
    this.#orders.set(id, [this.count]);
    return this.count;
  }

  /** The orders of an id; none when it is not known. */
  of(id: string): number[] {
    return this.#orders.get(id) ?? [];
  }

  /** Makes an id known as the order that another id belongs to; a new order when there is no such id. */
  join(id: string, from: string | undefined): number {
    const [order] = this.of(from ?? '');
    if (order === undefined) return this.begin(id);
    this.#orders.set(id, [order]);
    return order;
  }

  /** Makes an id known as all orders that the causes belong to, and gives them. */
  joinAll(id: string, causes: readonly string[]): number[] {
    const orders = [...new Set(causes.flatMap((cause) => this.of(cause)))];
    this.#orders.set(id, orders);
    return orders;
  }
}
