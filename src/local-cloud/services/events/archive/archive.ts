import type { Clock } from '../../../kernel/clock.ts';
import { type EventPattern, matchesPattern } from '../../../kernel/event-pattern/event-pattern.ts';
import type { EventStream } from '../../../kernel/events.ts';
import type { BusEvent } from '../event.ts';

/** What an archive is made with, and what may be changed of it. */
export interface ArchiveSettings {
  description: string | undefined;
  /** Of the events that it keeps, as it was given and as it was read; undefined: all of its bus. */
  pattern: { text: string; parsed: EventPattern } | undefined;
  /** 0: for ever. */
  retentionDays: number;
  /** Taken, and without effect: events stay in this process's memory. */
  kmsKeyIdentifier: string | undefined;
}

interface KeptEvent {
  event: BusEvent;
  /** When the bus took it: Unix ms of the cloud's clock. */
  at: number;
  bytes: number;
}

const secondsOfDay = 86_400;

/** The events of one bus, kept for a time: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-archive.html */
export class Archive {
  readonly name: string;
  readonly logicalId: string;
  readonly busName: string;
  readonly createdAt: number;
  settings: ArchiveSettings;
  /** The oldest first. */
  #kept: KeptEvent[] = [];
  #expiry = new AbortController();
  readonly #clock: Clock;
  readonly #events: EventStream;

  constructor(
    identity: { name: string; logicalId: string; busName: string },
    settings: ArchiveSettings,
    { clock, events }: { clock: Clock; events: EventStream },
  ) {
    this.name = identity.name;
    this.logicalId = identity.logicalId;
    this.busName = identity.busName;
    this.settings = settings;
    this.#clock = clock;
    this.#events = events;
    this.createdAt = clock.now();
  }

  get eventCount(): number {
    return this.#kept.length;
  }

  get sizeBytes(): number {
    return this.#kept.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /**
   * Keeps an event of its bus, if it is to. The managed rule of an archive lets no replayed event through:
   * `"replay-name": [{ "exists": false }]`.
   */
  offer(event: BusEvent): void {
    const { pattern } = this.settings;
    if (event['replay-name'] !== undefined || (pattern && !matchesPattern(pattern.parsed, event))) return;
    const isFirst = this.#kept.push({
      event,
      at: this.#clock.now(),
      bytes: Buffer.byteLength(JSON.stringify(event)),
    });
    this.#events.emit({ type: 'event-archived', resource: this.logicalId, eventId: event.id });
    if (isFirst === 1) void this.#expireInTurn(this.#expiry.signal);
  }

  /** Changes what it keeps from now on, and for how long it keeps all that it has. */
  update(settings: ArchiveSettings): void {
    this.settings = settings;
    this.stop();
    this.#expiry = new AbortController();
    void this.#expireInTurn(this.#expiry.signal);
  }

  /** The events with a time from `start` on and before `end`, in Unix ms, in the order in which the bus took them. */
  between(start: number, end: number): BusEvent[] {
    return this.#kept
      .map(({ event }) => event)
      .filter(({ time }) => Date.parse(time) >= start && Date.parse(time) < end);
  }

  /** Nothing expires any more. */
  stop(): void {
    this.#expiry.abort();
  }

  async #expireInTurn(signal: AbortSignal): Promise<void> {
    const retentionSeconds = this.settings.retentionDays * secondsOfDay;
    if (retentionSeconds === 0) return;
    for (let [oldest] = this.#kept; oldest !== undefined; [oldest] = this.#kept) {
      const left = retentionSeconds - (this.#clock.now() - oldest.at) / 1_000;
      if (left <= 0) {
        this.#kept.shift();
        this.#events.emit({ type: 'event-expired', resource: this.logicalId, eventId: oldest.event.id });
      } else if (!(await this.#clock.wait(Math.min(left, secondsOfDay), signal))) return;
    }
  }
}
