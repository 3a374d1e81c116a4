import type { StoredOrder } from '../handlers/order.ts';
import type { Authorization, Orders, Provider } from '../handlers/ports.ts';
import { Ledger } from '../stand-in/ledger.ts';
import type { Scenario } from './scenario.ts';

/** The process of a handler is gone. */
export class Crash extends Error {}

/** A table and a provider in memory: each call waits for its turn, and faults strike as a scenario says. */
export class World {
  readonly rows = new Map<string, StoredOrder>();
  readonly ledger = new Ledger();
  /** Steps so far: the world’s clock. */
  now = 0;
  readonly #turn: () => Promise<void>;
  #crashes: Scenario['crashes'];
  #fates: Iterator<Scenario['fates'][number]>;
  #calls = 0;

  constructor(turn: () => Promise<void>, { crashes, fates }: Pick<Scenario, 'crashes' | 'fates'>) {
    this.#turn = async () => {
      await turn();
      this.now += 1;
    };
    this.#crashes = crashes;
    this.#fates = fates.values();
  }

  /** From now on nothing goes wrong. */
  calm(): void {
    this.#crashes = [];
    this.#fates = [].values();
  }

  /** A call of a handler: its effect happens in one turn, and the process may die on either side of it. */
  async #call<T>(effect: () => T | Promise<T>): Promise<T> {
    await this.#turn();
    const call = this.#calls++;
    const crash = this.#crashes.find((each) => each.call === call);
    if (crash && !crash.after) throw new Crash();
    const result = await effect();
    if (crash) throw new Crash();
    return result;
  }

  readonly orders: Orders = {
    begin: (order) =>
      this.#call(() => {
        if (this.rows.has(order.orderId)) return false;
        this.rows.set(order.orderId, { ...order });
        return true;
      }),
    find: (orderId) => this.#call(() => structuredClone(this.rows.get(orderId))),
    settle: (orderId, settlement) =>
      this.#call(() => {
        const row = this.rows.get(orderId);
        if (row?.status === 'authorizing') Object.assign(row, settlement);
        return row?.status ?? 'refused';
      }),
    captured: (orderId) =>
      this.#call(() => {
        const row = this.rows.get(orderId);
        if (row?.status === 'authorized') row.status = 'captured';
      }),
    unsettled: () =>
      this.#call(() =>
        structuredClone([...this.rows.values()].filter(({ status }) => status === 'authorizing')),
      ),
  };

  readonly provider: Provider = {
    authorize: (order, key) => this.#call(() => this.#authorize(order, key)),
    capture: (id) =>
      this.#request(
        () => this.ledger.capture(id) !== undefined,
        () => false,
      ),
    void: (id) =>
      this.#request(
        () => void this.ledger.void(id),
        () => {
          throw new Error('It is not known whether it is voided.');
        },
      ),
    list: () => this.#call(() => structuredClone(this.ledger.charges)),
  };

  async #authorize(order: Parameters<Provider['authorize']>[0], key?: string): Promise<Authorization> {
    const fate = this.#fates.next().value ?? 'answered';
    if (fate === 'lost') return { outcome: 'unknown' };
    if (fate === 'late') {
      void this.#turn().then(() => this.#charge(order, key, false));
      return { outcome: 'unknown' };
    }
    const answer = await this.#charge(order, key, fate === 'declined');
    return fate === 'unanswered' ? { outcome: 'unknown' } : answer;
  }

  /** What the provider does with a request that arrived. */
  async #charge(
    order: Parameters<Provider['authorize']>[0],
    key: string | undefined,
    isDeclined: boolean,
  ): Promise<Authorization> {
    const begun = this.ledger.begin(order, key);
    if (begun === 'in use') return { outcome: 'unknown' };
    if (begun === 'other request') throw new Error(`Key ${key} stands for two charges.`);
    if (begun === 'declined') return { outcome: 'declined' };
    if (begun !== 'go') return { outcome: 'authorized', chargeId: begun.id };
    await this.#turn();
    if (!isDeclined) return { outcome: 'authorized', chargeId: this.ledger.authorize(order, key).id };
    this.ledger.decline(key);
    return { outcome: 'declined' };
  }

  /** A request about a charge that exists: it is done, or it is lost, or it is done and not answered. */
  #request<T>(effect: () => T, unknown: () => T): Promise<T> {
    return this.#call(() => {
      const fate = this.#fates.next().value ?? 'answered';
      if (fate === 'lost') return unknown();
      const result = effect();
      return fate === 'answered' || fate === 'declined' ? result : unknown();
    });
  }
}
