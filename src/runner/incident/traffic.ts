import { setTimeout as wait } from 'node:timers/promises';
import type { HttpClient } from '#experiment/http-client.ts';
import type { Random } from '#experiment/random.ts';
import type { SentOrder } from './fates.ts';

const customers = ['Ada', 'Bo', 'Chen', 'Dina', 'Eli', 'Fay', 'Gus', 'Hana', 'Ivo', 'Jo'];
const items = ['espresso', 'flat white', 'mocha', 'tea'];

interface Options {
  http: HttpClient;
  url: string;
  random: Random;
  perSecond: number;
  /** Ms since the first order could come. */
  now(): number;
}

/** Customers who send orders one after the other, at random moments, whatever becomes of those before. */
export class Traffic {
  readonly orders: SentOrder[] = [];
  /** How many come in a second, on average. */
  perSecond: number;
  readonly #options: Options;
  readonly #stopped = new AbortController();
  readonly #pending = new Set<Promise<unknown>>();
  #partners = 0;

  constructor(options: Options) {
    this.#options = options;
    this.perSecond = options.perSecond;
  }

  start(): void {
    void this.#every(
      () => this.perSecond,
      () => this.#order(),
    );
  }

  /** A partner's program sends what is no order, every few seconds. Nobody waits for it. */
  startPartner(perSecond: number): void {
    void this.#every(
      () => perSecond,
      () => this.#send({ orderId: `partner-${++this.#partners}`, customer: 'partner', note: 'test' }),
    );
  }

  /** No more orders. Resolves when those on their way are answered. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await Promise.all(this.#pending);
  }

  async #every(perSecond: () => number, send: () => Promise<unknown>): Promise<void> {
    const { signal } = this.#stopped;
    for (;;) {
      const gapMs = (-Math.log(1 - this.#options.random()) / perSecond()) * 1000;
      await wait(Math.min(gapMs, 4_000 / perSecond()), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const sent = send().finally(() => this.#pending.delete(sent));
      this.#pending.add(sent);
    }
  }

  async #order(): Promise<void> {
    const { random, now } = this.#options;
    const pick = (all: string[]) => all[Math.floor(random() * all.length)];
    const order: SentOrder = { orderId: `o-${this.orders.length + 1}`, sentAt: now() };
    this.orders.push(order);
    const reply = await this.#send({ orderId: order.orderId, customer: pick(customers), item: pick(items) });
    order.status = reply.status;
    order.messageId = reply.messageId;
  }

  async #send(body: object): Promise<{ status: number; messageId?: string | undefined }> {
    const { http, url } = this.#options;
    try {
      const { status, body: text } = await http.postJson(`${url}/orders`, body);
      return { status, messageId: /MessageId"?[>:]\s*"?([0-9a-f-]{36})/.exec(text)?.[1] };
    } catch {
      return { status: 0 };
    }
  }
}
