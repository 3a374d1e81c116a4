import type { FauxqsInFlight } from '../../http/fauxqs-internals.ts';
import type { MachineTime } from '../../kernel/machine-time.ts';
import type { QueuedMessage } from './queued-message.ts';

type Flight = Pick<FauxqsInFlight<QueuedMessage>, 'message' | 'receivedAt'>;

/** "more than 10% of in-flight messages", or more than 10% of "total consumer processing time". */
const noisyShare = 0.1;

/** "at least 30 of its own messages in flight", for the first of the two shares. */
const leastInFlight = 30;

/** "No messages from the tenant have been in flight for a continuous period of 5 minutes." */
const quietAfterMs = 5 * 60_000;

/** How long a message that was processed counts as recent: our choice, as AWS gives no number. */
const recentMs = 60_000;

/**
 * A standard queue with message groups is a fair queue: messages of quiet tenants come before those of noisy ones.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues-detailed.html
 *
 * What AWS does not say, and what is done here: it calls its thresholds approximate, here they are exact, and looked at
 * with each message that is given out. Processing time is the time in flight, of what is in flight and of what was
 * until a minute ago. A noisy tenant’s shares are "comparable to quiet tenants" once neither is above its threshold; when
 * nobody was processed recently they say nothing, and a tenant stays what it was. Within the quiet tenants, and within one
 * noisy tenant, the oldest message comes first, and so it does where two noisy tenants have as many in flight.
 */
export class NoisyNeighbours {
  readonly #time: Pick<MachineTime, 'now'>;
  /** Ended flights that are still recent, the oldest first. */
  readonly #ended: { tenant: string; until: number; milliseconds: number }[] = [];
  readonly #noisy = new Set<string>();
  /** Unix ms, by tenant that had a message in flight within the last five minutes. */
  readonly #lastInFlight = new Map<string, number>();

  constructor(time: Pick<MachineTime, 'now'>) {
    this.#time = time;
  }

  /** Called when a message was deleted or became visible again. */
  flightEnded({ message, receivedAt }: Flight): void {
    const until = this.#time.now();
    const tenant = tenantOf(message);
    this.#ended.push({ tenant, until, milliseconds: until - receivedAt });
    this.#lastInFlight.set(tenant, until);
  }

  /** The index of the message that is given out next; `ready` is in order of age and not empty. */
  next(ready: readonly QueuedMessage[], inFlight: Iterable<Flight>): number {
    const counts = this.#judge(ready, inFlight);
    const quiet = ready.findIndex((message) => !this.#noisy.has(tenantOf(message)));
    if (quiet >= 0) return quiet;
    const countOf = (message: QueuedMessage) => counts.get(tenantOf(message)) ?? 0;
    const fewest = Math.min(...[...this.#noisy].map((tenant) => counts.get(tenant) ?? 0));
    return ready.findIndex((message) => countOf(message) === fewest);
  }

  /** How many tenants are noisy now, and who is none of them. */
  judge(
    ready: readonly QueuedMessage[],
    inFlight: Iterable<Flight>,
  ): { noisy: number; isQuiet: (message: QueuedMessage) => boolean } {
    this.#judge(ready, inFlight);
    return { noisy: this.#noisy.size, isQuiet: (message) => !this.#noisy.has(tenantOf(message)) };
  }

  /** Decides who is noisy, and gives the messages in flight by tenant. */
  #judge(ready: readonly QueuedMessage[], inFlight: Iterable<Flight>): ReadonlyMap<string, number> {
    const now = this.#time.now();
    const counts = new Map<string, number>();
    const processing = new Map<string, number>();
    for (const { tenant, milliseconds } of this.#recent(now)) add(processing, tenant, milliseconds);
    for (const { message, receivedAt } of inFlight) {
      const tenant = tenantOf(message);
      add(counts, tenant, 1);
      add(processing, tenant, now - receivedAt);
      this.#lastInFlight.set(tenant, now);
    }
    const allInFlight = sum(counts);
    const allProcessing = sum(processing);
    const withBacklog = new Set(ready.map(tenantOf));
    for (const tenant of new Set([...withBacklog, ...this.#noisy])) {
      const count = counts.get(tenant) ?? 0;
      const stands =
        (count >= leastInFlight && count > noisyShare * allInFlight) ||
        (processing.get(tenant) ?? 0) > noisyShare * allProcessing ||
        (allProcessing === 0 && this.#noisy.has(tenant));
      const isOut = now - (this.#lastInFlight.get(tenant) ?? now) >= quietAfterMs;
      if (withBacklog.has(tenant) && stands && !isOut) this.#noisy.add(tenant);
      else this.#noisy.delete(tenant);
    }
    for (const [tenant, at] of this.#lastInFlight)
      if (now - at >= quietAfterMs) this.#lastInFlight.delete(tenant);
    return counts;
  }

  #recent(now: number): readonly { tenant: string; milliseconds: number }[] {
    const kept = this.#ended.findIndex(({ until }) => until > now - recentMs);
    this.#ended.splice(0, kept < 0 ? this.#ended.length : kept);
    return this.#ended;
  }
}

/** "Each message without a MessageGroupId is treated as belonging to its own distinct tenant." */
const tenantOf = ({ messageGroupId, messageId }: QueuedMessage): string =>
  messageGroupId === undefined ? `message ${messageId}` : `group ${messageGroupId}`;

const add = (sums: Map<string, number>, name: string, value: number) =>
  sums.set(name, (sums.get(name) ?? 0) + value);

const sum = (sums: ReadonlyMap<string, number>) =>
  [...sums.values()].reduce((total, value) => total + value, 0);
