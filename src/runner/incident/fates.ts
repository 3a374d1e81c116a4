import type { CloudEvent } from '#content/event.ts';
import type { Harm } from '#content/harms.ts';

/** `waiting`: its promise is not over yet. */
export type Fate = Harm | 'in time' | 'waiting';

/** An order that a customer sent; times in ms since the first could come. */
export interface SentOrder {
  orderId: string;
  sentAt: number;
  /** HTTP status of the answer; 0 when there came none, undefined before it came. */
  status?: number;
  /** Of the message that it became. */
  messageId?: string | undefined;
}

/** What is known of orders besides their answers. */
export interface Books {
  /** When each order was stored first, by its id. */
  storedAt: ReadonlyMap<string, number>;
  /** How often the provider took money for each. */
  charges: ReadonlyMap<string, number>;
}

/** When each order was stored first, told by the cloud's events. */
export function storedAtIn(events: readonly CloudEvent[]): Map<string, number> {
  const stored = new Map<string, number>();
  for (const event of events) {
    if (event.type !== 'item-written') continue;
    const [, orderId] = /^orderId=(.+)$/.exec(event.key) ?? [];
    if (orderId !== undefined && !stored.has(orderId)) stored.set(orderId, event.at);
  }
  return stored;
}

/** What became of an order until `now`. After the end of a run (`now` infinite) none waits any more. */
export function fateOf(
  { orderId, sentAt, status }: SentOrder,
  { storedAt, charges }: Books,
  { promiseMs, now }: { promiseMs: number; now: number },
): Fate {
  if (status === undefined && now !== Number.POSITIVE_INFINITY) return 'waiting';
  const stored = storedAt.get(orderId);
  if (stored === undefined && !isAccepted(status)) return 'refused';
  if ((charges.get(orderId) ?? 0) > 1) return 'twice';
  if (stored === undefined) return now - sentAt <= promiseMs ? 'waiting' : 'lost';
  return stored - sentAt > promiseMs ? 'late' : 'in time';
}

const isAccepted = (status: number | undefined) => status !== undefined && status >= 200 && status < 300;
