/** A charge as the provider keeps it. */
export interface LedgerCharge {
  id: string;
  orderId: string;
  card: string;
  amount: number;
  status: 'authorized' | 'captured' | 'voided';
  /** Counts its states, from 1. */
  version: number;
}

type ChargeRequest = Pick<LedgerCharge, 'orderId' | 'card' | 'amount'>;

/** What a request with a key finds: nothing of it yet, the first one at work, its result, or another request. */
type Begun = 'go' | 'in use' | 'other request' | Result;

/** How a request ended. */
type Result = LedgerCharge | 'declined';

/**
 * The provider’s books: its charges, and what was asked for under which key. The first request with a key is done, and
 * each later one gets the result of the first.
 */
export class Ledger {
  readonly charges: LedgerCharge[] = [];
  readonly #keys = new Map<string, { request: string; result?: Result }>();

  /** Begins a request; after `go` it has to be ended with `authorize` or `decline`. */
  begin(request: ChargeRequest, key: string | undefined): Begun {
    if (key === undefined) return 'go';
    const known = this.#keys.get(key);
    const text = JSON.stringify([request.orderId, request.card, request.amount]);
    if (!known) {
      this.#keys.set(key, { request: text });
      return 'go';
    }
    if (known.request !== text) return 'other request';
    return known.result ?? 'in use';
  }

  /** Holds the amount on the card. */
  authorize({ orderId, card, amount }: ChargeRequest, key: string | undefined): LedgerCharge {
    const charge: LedgerCharge = {
      id: `ch_${this.charges.length + 1}`,
      orderId,
      card,
      amount,
      status: 'authorized',
      version: 1,
    };
    this.charges.push(charge);
    this.#end(key, charge);
    return charge;
  }

  /** Refuses to hold the amount, and will refuse it again for this key. */
  decline(key: string | undefined): void {
    this.#end(key, 'declined');
  }

  #end(key: string | undefined, result: Result): void {
    const known = key === undefined ? undefined : this.#keys.get(key);
    if (known) known.result = result;
  }

  /** Takes what is held, once; undefined when nothing is held. */
  capture(id: string): LedgerCharge | undefined {
    const charge = this.charges.find((each) => each.id === id && each.status !== 'voided');
    return charge && change(charge, 'captured');
  }

  /** Gives back what is held or was taken; undefined when there is no such charge. */
  void(id: string): LedgerCharge | undefined {
    const charge = this.charges.find((each) => each.id === id);
    return charge && change(charge, 'voided');
  }

  /** How many charges stand on each card that has one: those that were not voided. */
  standingByCard(): Map<string, number> {
    const standing = new Map<string, number>();
    for (const { card, status } of this.charges)
      if (status !== 'voided') standing.set(card, (standing.get(card) ?? 0) + 1);
    return standing;
  }
}

/** Brings a charge into a state, unless it is in it. */
function change(charge: LedgerCharge, status: LedgerCharge['status']): LedgerCharge {
  if (charge.status !== status) Object.assign(charge, { status, version: charge.version + 1 });
  return charge;
}
