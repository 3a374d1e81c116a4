import type { FauxqsReceived } from '../../http/fauxqs-internals.ts';
import type { MachineTime } from '../../kernel/machine-time.ts';

/** "You can use ReceiveRequestAttemptId only for 5 minutes after a ReceiveMessage action." */
const lifetimeMs = 5 * 60 * 1000;

interface Attempt {
  at: number;
  messages: FauxqsReceived[];
  /** Unix ms, of each message. */
  deadlines: (number | undefined)[];
}

/** What of a queue counts for repeating a receive. */
interface ReceivingQueue {
  readonly inflightMessages: ReadonlyMap<string, { visibilityDeadline: number }>;
  changeVisibility(receiptHandle: string, timeoutSeconds: number): void;
}

/**
 * What a FIFO queue gave under which attempt id, so that a caller who lost the answer gets it again.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html
 */
export class ReceiveAttempts {
  readonly #time: MachineTime;
  readonly #attempts = new Map<string, Attempt>();

  constructor(time: MachineTime) {
    this.#time = time;
  }

  /**
   * The same messages under the same handles, their visibility timeout begun anew; undefined when there was no such
   * attempt or one of its messages has been "modified (deleted or had their visibility changes)" since.
   */
  repeat(id: string, queue: ReceivingQueue, visibilityTimeoutSeconds: number): FauxqsReceived[] | undefined {
    const attempt = this.#attempts.get(id);
    if (!attempt || this.#time.now() - attempt.at > lifetimeMs) return undefined;
    const { messages, deadlines } = attempt;
    const untouched = messages.every(
      ({ ReceiptHandle }, index) =>
        queue.inflightMessages.get(ReceiptHandle)?.visibilityDeadline === deadlines[index],
    );
    if (!untouched) return undefined;
    for (const { ReceiptHandle } of messages) queue.changeVisibility(ReceiptHandle, visibilityTimeoutSeconds);
    this.remember(id, messages, queue);
    return messages;
  }

  remember(id: string, messages: FauxqsReceived[], queue: ReceivingQueue): void {
    for (const [other, { at }] of this.#attempts)
      if (this.#time.now() - at > lifetimeMs) this.#attempts.delete(other);
    if (messages.length === 0) return;
    const deadlines = messages.map(
      ({ ReceiptHandle }) => queue.inflightMessages.get(ReceiptHandle)?.visibilityDeadline,
    );
    this.#attempts.set(id, { at: this.#time.now(), messages, deadlines });
  }
}
