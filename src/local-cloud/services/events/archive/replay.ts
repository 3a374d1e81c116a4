import type { Clock } from '../../../kernel/clock.ts';
import type { EventStream } from '../../../kernel/events.ts';
import type { Random } from '../../../kernel/random.ts';
import type { BusEvent } from '../event.ts';
import type { Archive } from './archive.ts';

/** What a replay is asked to do. Times are Unix ms. */
export interface ReplayRequest {
  name: string;
  description: string | undefined;
  archive: Archive;
  start: number;
  end: number;
  /** ARNs of rules; undefined: all of the bus. */
  filterArns: string[] | undefined;
}

interface Options {
  clock: Clock;
  events: EventStream;
  random: Random;
  /** Shows an event to rules of a bus; to those with these ARNs only, if given. */
  route(bus: string, event: BusEvent, filterArns: string[] | undefined): void;
}

export type ReplayState = 'STARTING' | 'RUNNING' | 'CANCELLING' | 'COMPLETED' | 'CANCELLED';

/** AWS does not say how long a replay takes to start; here it takes a part of a second of the cloud's time. */
const startingSeconds = 0.3;

/** One replay: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-replay-archived-event.html */
export class Replay {
  readonly request: ReplayRequest;
  readonly startedAt: number;
  state: ReplayState = 'STARTING';
  /** Unix ms; undefined while it goes on. */
  endedAt: number | undefined;
  /** The time in the event that was replayed last: Unix ms. */
  lastReplayed: number | undefined;
  readonly #options: Options;

  constructor(request: ReplayRequest, options: Options) {
    this.request = request;
    this.#options = options;
    this.startedAt = options.clock.now();
    void this.#run();
  }

  get isActive(): boolean {
    return this.endedAt === undefined;
  }

  cancel(): void {
    this.state = 'CANCELLING';
  }

  /** "The events are replayed from the first minute", then those of the second, in no promised order within one. */
  async #run(): Promise<void> {
    const { clock, random } = this.#options;
    const { archive, start, end } = this.request;
    if (!(await clock.wait(startingSeconds))) return;
    if (this.state === 'STARTING') {
      this.state = 'RUNNING';
      for (const minute of minutesOf(archive.between(start, end))) {
        for (const event of shuffled(minute, random)) this.#replay(event);
        // Everybody else gets a turn, and whoever cancels is heard.
        if (!(await clock.wait(0))) return;
        if (!this.#isRunning()) break;
      }
    }
    this.state = this.#isRunning() ? 'COMPLETED' : 'CANCELLED';
    this.endedAt = clock.now();
  }

  /** Somebody may have cancelled it meanwhile. */
  #isRunning(): boolean {
    return this.state === 'RUNNING';
  }

  #replay(archived: BusEvent): void {
    const { name, archive, filterArns } = this.request;
    const { resources, detail, ...head } = archived;
    const event = { ...head, 'replay-name': name, resources, detail };
    this.#options.events.emit({
      type: 'event-replayed',
      resource: archive.logicalId,
      eventId: event.id,
      replay: name,
    });
    this.#options.route(archive.busName, event, filterArns);
    this.lastReplayed = Date.parse(event.time);
  }
}

/** The events of each minute in which there are some, the earliest minute first. */
function minutesOf(events: BusEvent[]): BusEvent[][] {
  const minutes = Map.groupBy(events, ({ time }) => Math.floor(Date.parse(time) / 60_000));
  return [...minutes].sort(([a], [b]) => a - b).map(([, minute]) => minute);
}

/** In another order, each of all orders as likely. */
function shuffled<Item>(items: Item[], random: Random): Item[] {
  const left = [...items];
  return items.map(() => left.splice(Math.floor(random() * left.length), 1)[0] as Item);
}
