import type { FauxqsMessage } from '../../http/fauxqs-internals.ts';
import type { MachineTime } from '../../kernel/machine-time.ts';

/** "the message deduplication interval, which is 5 minutes" */
const intervalMs = 5 * 60 * 1000;

/** What SQS answers a duplicate with. */
interface Sent {
  messageId: string;
  sequenceNumber: string;
}

/**
 * What a FIFO queue took within the deduplication interval, also when it has been deleted since.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html
 */
export class Deduplication {
  readonly #time: MachineTime;
  readonly #attributes: () => Readonly<Record<string, string>>;
  /** In the order of sending. */
  readonly #sent = new Map<string, Sent & { at: number }>();

  /** `attributes`: of the queue, at this moment. */
  constructor(time: MachineTime, attributes: () => Readonly<Record<string, string>>) {
    this.#time = time;
    this.#attributes = attributes;
  }

  /** What the queue took with the same deduplication id, in the same group where that is the scope. */
  find(message: FauxqsMessage): Sent | undefined {
    this.#forgetOld();
    return this.#sent.get(this.#keyOf(message));
  }

  remember(message: FauxqsMessage): void {
    const { messageId, sequenceNumber = '' } = message;
    this.#sent.set(this.#keyOf(message), { messageId, sequenceNumber, at: this.#time.now() });
  }

  #keyOf({ messageGroupId, messageDeduplicationId }: FauxqsMessage): string {
    const perGroup = this.#attributes().DeduplicationScope === 'messageGroup';
    return JSON.stringify([messageDeduplicationId, ...(perGroup ? [messageGroupId] : [])]);
  }

  #forgetOld(): void {
    for (const [id, { at }] of this.#sent) {
      if (this.#time.now() - at < intervalMs) return;
      this.#sent.delete(id);
    }
  }
}
