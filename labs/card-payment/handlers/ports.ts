import type { OrderStatus, StoredOrder } from './order.ts';

/** A charge as the provider lists it. `voided`: the amount is no longer held, or was given back. */
export interface Charge {
  id: string;
  /** Which order of ours it belongs to: we send it along, and the provider keeps it. */
  orderId: string;
  status: 'authorized' | 'captured' | 'voided';
}

/** What asking the provider for money came to. `unknown`: no answer in time, or none that says what happened. */
export type Authorization = { outcome: 'authorized'; chargeId: string } | { outcome: 'declined' | 'unknown' };

/** The provider, as the handlers use it. */
export interface Provider {
  /** With a key the provider does a request once, and answers each later one with that key as it answered the first. */
  authorize(
    order: Pick<StoredOrder, 'orderId' | 'amount' | 'card'>,
    key: string | undefined,
  ): Promise<Authorization>;
  /** Takes the amount that is held; gives whether it is known to be taken. */
  capture(chargeId: string): Promise<boolean>;
  /** Gives back what is held; does nothing when there is nothing to give back. Throws when it is not known to be done. */
  void(chargeId: string): Promise<void>;
  list(): Promise<Charge[]>;
}

/** What an order without an outcome comes to. */
export type Settlement = { status: 'authorized'; chargeId: string } | { status: 'refused' };

/** The orders, as the handlers use them. Reads are consistent, except `unsettled`. */
export interface Orders {
  /** Stores an order that has no outcome yet; false when there is one with its id. */
  begin(order: StoredOrder): Promise<boolean>;
  find(orderId: string): Promise<StoredOrder | undefined>;
  /** Ends an order that has no outcome, and nothing else; gives the status that it has then. */
  settle(orderId: string, settlement: Settlement): Promise<OrderStatus>;
  /** Notes that an authorised order is captured. */
  captured(orderId: string): Promise<void>;
  /** Orders without an outcome; some may have got one a moment ago. */
  unsettled(): Promise<Pick<StoredOrder, 'orderId' | 'startedAt'>[]>;
}
