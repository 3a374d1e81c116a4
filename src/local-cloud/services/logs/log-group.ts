import { arnOf } from '../../kernel/account.ts';

/** An event of a log. Times are Unix ms of AWS's time. */
export interface LogEvent {
  /** Counts the events of its group from 0. */
  readonly sequence: number;
  readonly stream: string;
  readonly at: number;
  readonly ingestedAt: number;
  readonly message: string;
}

/** A stream: what one source, such as an execution environment, has written. */
export interface LogStream {
  readonly name: string;
  readonly createdAt: number;
  firstAt?: number;
  lastAt?: number;
  lastIngestedAt?: number;
}

/** As many events a group keeps, the newest: a log must not fill the memory of this machine. */
export const mostEventsKept = 100_000;

/** What is said of a group when it is made. */
export interface LogGroupSettings {
  name: string;
  retentionInDays?: number | undefined;
  /** Told, and without effect. */
  kmsKeyId?: string | undefined;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html */
export class LogGroup {
  readonly name: string;
  readonly createdAt: number;
  readonly retentionInDays: number | undefined;
  readonly kmsKeyId: string | undefined;
  /** By name. */
  readonly streams = new Map<string, LogStream>();
  #events: LogEvent[] = [];
  #next = 0;
  #bytes = 0;

  constructor({ name, retentionInDays, kmsKeyId }: LogGroupSettings, createdAt: number) {
    this.name = name;
    this.createdAt = createdAt;
    this.retentionInDays = retentionInDays;
    this.kmsKeyId = kmsKeyId;
  }

  /** Without the `:*` that stands for its streams. */
  get arn(): string {
    return arnOf('logs', `log-group:${this.name}`);
  }

  get storedBytes(): number {
    return this.#bytes;
  }

  /** What it keeps, by time; what came together stays in the order in which it came. */
  get events(): LogEvent[] {
    return this.#events.toSorted((one, other) => one.at - other.at || one.sequence - other.sequence);
  }

  append(streamName: string, event: Pick<LogEvent, 'at' | 'ingestedAt' | 'message'>): void {
    const stream = this.stream(streamName, event.ingestedAt);
    stream.firstAt = Math.min(stream.firstAt ?? event.at, event.at);
    stream.lastAt = Math.max(stream.lastAt ?? event.at, event.at);
    stream.lastIngestedAt = event.ingestedAt;
    this.#bytes += Buffer.byteLength(event.message);
    this.#events.push({ ...event, stream: streamName, sequence: this.#next });
    this.#next += 1;
    if (this.#events.length >= 2 * mostEventsKept) this.#events = this.#events.slice(-mostEventsKept);
  }

  /** The stream of this name, made when there is none. */
  stream(name: string, now: number): LogStream {
    const known = this.streams.get(name);
    if (known) return known;
    const stream = { name, createdAt: now };
    this.streams.set(name, stream);
    return stream;
  }

  removeStream(name: string): void {
    this.streams.delete(name);
    this.#events = this.#events.filter(({ stream }) => stream !== name);
  }
}
