import type { MessageDeletionReason, Trigger } from '../../../content/event.ts';
import { DeployError } from '../errors.ts';
import type { MessageAttribute } from './event-target.ts';

/** How a source is polled: a queue message by message, a stream shard by shard in order. */
export type EventSourceKind = EventSource['kind'];

/** Something with an ARN that Lambda's pollers read. */
export type EventSource = QueueSource | StreamSource;

/** A queue, without HTTP and without an SDK. */
export interface QueueSource {
  kind: 'queue';
  logicalId: string;
  arn: string;
  isFifo: boolean;
  visibilityTimeoutSeconds: number;
  /** Messages that wait to be received. */
  visibleCount(): number;
  /** Up to ten messages; waits up to `waitSeconds` for the first, or until `signal`. */
  receive(maxMessages: number, waitSeconds: number, signal: AbortSignal): Promise<ReceivedMessage[]>;
  /** With a `reason` when it is not because the message is done. */
  delete(receiptHandle: string, reason?: MessageDeletionReason): Promise<void>;
}

/** A message in flight. Times are Unix ms, as text. */
export interface ReceivedMessage {
  messageId: string;
  receiptHandle: string;
  body: string;
  md5OfBody: string;
  /** By the names that ReceiveMessage gives them. */
  attributes: Record<string, string>;
  messageAttributes: Record<string, MessageAttribute>;
}

/** A stream: shards that keep the order of their records. */
export interface StreamSource {
  kind: 'stream';
  arn: string;
  /** What an invocation with its records is triggered by. */
  trigger: Trigger;
  /** The name that a note of discarded records gives to their place: `DDBStreamBatchInfo`. */
  batchInfoName: string;
  /** Seconds that records are kept. */
  readonly retentionSeconds: number;
  /** All that still hold records, parents before their children. */
  readonly shards: readonly ShardSource[];
  /** Calls `listener` when there are new shards; call the result to stop. */
  onNewShards(listener: () => void): () => void;
}

/** One shard of a stream. */
export interface ShardSource {
  shardId: string;
  /** Shards whose records come before those of this one. */
  parentIds: readonly string[];
  /** Records so far; positions count from 0, the oldest. */
  readonly length: number;
  /** It takes no more records. */
  readonly isClosed: boolean;
  /** The position of the oldest record that is kept. */
  readonly horizon: number;
  record(position: number): SourceRecord;
  /** Resolves when there is a record at `position` or later, or never will be. Rejects when `signal` ends the wait. */
  waitFor(position: number, signal: AbortSignal): Promise<void>;
}

/** A record of a stream as a poller needs it. */
export interface SourceRecord {
  eventId: string;
  sequenceNumber: string;
  /** Unix ms. */
  createdAtMs: number;
  /** Records of one key keep their order: the item's, or the partition key. */
  orderKey: string;
  /** As a function sees it in `Records`. */
  event(): object;
  /** What the filters of a mapping look at; undefined for data that they cannot read, which no filter lets in. */
  filterable(): object | undefined;
}

/** Finds what can be polled by ARN. Each service says once how its own are found. */
export class EventSources {
  readonly #services = new Map<string, (arn: string) => EventSource>();

  /** From now on ARNs of `service` are resolved by `resolve`, which throws a DeployError for one that is not there. */
  register(service: string, resolve: (arn: string) => EventSource): void {
    this.#services.set(service, resolve);
  }

  /** The source with this ARN, if it is of this kind. Throws a DeployError when there is none. */
  resolve<Kind extends EventSourceKind>(arn: string, kind: Kind): Extract<EventSource, { kind: Kind }> {
    const source = this.#services.get(arn.split(':')[2] ?? '')?.(arn);
    if (source?.kind === kind) return source as Extract<EventSource, { kind: Kind }>;
    throw new DeployError(
      `${arn} is no ${kind} that an event source mapping can read.`,
      `Name the ARN of a source of one of these services: ${[...this.#services.keys()].join(', ')}.`,
    );
  }
}
