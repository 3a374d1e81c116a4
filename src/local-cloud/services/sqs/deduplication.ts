import type { MachineTime } from '../../kernel/machine-time.ts';

/** "the message deduplication interval, which is 5 minutes" */
const intervalMs = 5 * 60 * 1000;

/** What SQS answers a duplicate with. */
export interface Sent {
  messageId: string;
  sequenceNumber: string;
}

/**
 * What a FIFO queue took within the deduplication interval, also when it has been deleted since.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html
 */
export class Deduplication {
  readonly #time: MachineTime;
  /** In the order of sending. */
  readonly #sent = new Map<string, Sent & { at: number }>();

  constructor(time: MachineTime) {
    this.#time = time;
  }

  find(id: string): Sent | undefined {
    this.#forgetOld();
    return this.#sent.get(id);
  }

  remember(id: string, sent: Sent): void {
    this.#sent.set(id, { ...sent, at: this.#time.now() });
  }

  #forgetOld(): void {
    for (const [id, { at }] of this.#sent) {
      if (this.#time.now() - at < intervalMs) return;
      this.#sent.delete(id);
    }
  }
}
