/** As stack.ts says. */
const maxReceiveCount = 5;

interface Message {
  body: string;
  group: string;
}

/**
 * A FIFO queue with a consumer: of each group one message at a time, in the order of sending; one under a deduplication id
 * that was there is dropped. Received too often, a message becomes a dead letter and its group goes on.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
 */
export class FifoQueue {
  readonly #groups = new Map<string, Message[]>();
  readonly #seen = new Set<string>();
  readonly #deadLetters: Message[] = [];
  readonly #act: (work: () => Promise<unknown>) => void;
  readonly #deliver: (body: string) => Promise<boolean>;

  /** `deliver` gives whether a message was worked off and deleted; `act` does what has to end before all is quiet. */
  constructor(options: {
    act: (work: () => Promise<unknown>) => void;
    deliver: (body: string) => Promise<boolean>;
  }) {
    this.#act = options.act;
    this.#deliver = options.deliver;
  }

  send(body: string, group: string, deduplicationId: string): void {
    if (this.#seen.has(deduplicationId)) return;
    this.#seen.add(deduplicationId);
    this.#put({ body, group });
  }

  /** Moves the dead letters back. */
  redrive(): void {
    for (const message of this.#deadLetters.splice(0)) this.#put(message);
  }

  #put(message: Message): void {
    const waiting = this.#groups.get(message.group);
    if (waiting) {
      waiting.push(message);
      return;
    }
    const messages = [message];
    this.#groups.set(message.group, messages);
    this.#act(() => this.#workOff(message.group, messages));
  }

  async #workOff(group: string, messages: Message[]): Promise<void> {
    for (let message = messages[0]; message; message = messages[0]) {
      if (!(await this.#isDeleted(message))) this.#deadLetters.push(message);
      messages.shift();
    }
    this.#groups.delete(group);
  }

  async #isDeleted({ body }: Message): Promise<boolean> {
    for (let receive = 1; receive <= maxReceiveCount; receive += 1)
      if (await this.#deliver(body)) return true;
    return false;
  }
}
