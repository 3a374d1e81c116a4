import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { LedgerCharge } from './ledger.ts';

interface Settings {
  /** Where events are sent to. */
  url: string;
  secret: string;
  /** How long to wait before an event that was not acknowledged is sent again. */
  againMs: number;
}

/** How events of a charge are delivered, by its card’s token: `events-<how>-…`. Any other card has none. */
type How = 'plain' | 'twice' | 'late';
const howOf = (card: string) => /^events-(plain|twice|late)-/.exec(card)?.[1] as How | undefined;

/**
 * Sends signed events to a webhook until each is acknowledged. `plain`: at once and in order. `twice`: the first event of
 * a charge is sent once more, after the second. `late`: the first event is sent after the second only.
 */
export class Deliveries {
  readonly #settings: Settings;
  readonly #first = new Map<string, string>();
  #answers = 0;
  #isClosed = false;
  /** Charges of which something is still to be told. */
  underWay = 0;

  constructor(settings: Settings) {
    this.#settings = settings;
  }

  /** Tells of a charge’s new state. */
  async tell(charge: LedgerCharge): Promise<void> {
    const how = howOf(charge.card);
    if (!how) return;
    const { id, orderId, status, version } = charge;
    const event = JSON.stringify({
      id: `evt_${randomUUID()}`,
      type: `charge.${status}`,
      charge: { id, orderId, status, version },
    });
    const first = this.#first.get(id);
    if (first === undefined) this.#first.set(id, event);
    this.underWay += 1;
    try {
      if (first !== undefined || how !== 'late') await this.#deliver(event);
      if (first !== undefined && how !== 'plain') await this.#deliver(first);
    } finally {
      this.underWay -= 1;
    }
  }

  /** How often the webhook answered since this was last asked. */
  takeAnswers(): number {
    const answers = this.#answers;
    this.#answers = 0;
    return answers;
  }

  close(): void {
    this.#isClosed = true;
  }

  async #deliver(raw: string): Promise<void> {
    while (!this.#isClosed && !(await this.#send(raw))) await wait(this.#settings.againMs);
  }

  /** Whether the webhook acknowledged it. */
  async #send(raw: string): Promise<boolean> {
    const { url, secret } = this.#settings;
    const time = Math.floor(Date.now() / 1000);
    const signature = createHmac('sha256', secret).update(`${time}.${raw}`).digest('hex');
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'provider-signature': `t=${time},v1=${signature}` },
      body: raw,
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined);
    this.#answers += 1;
    return answer?.ok ?? false;
  }
}
