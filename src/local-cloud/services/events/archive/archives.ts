import { arnOf } from '../../../kernel/account.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { EventStream } from '../../../kernel/events.ts';
import { busName } from '../bus-name.ts';
import type { BusEvent } from '../event.ts';
import { EventBridgeError } from '../event-bridge-error.ts';
import { Archive, type ArchiveSettings } from './archive.ts';

interface Options {
  clock: Clock;
  events: EventStream;
  /** Whether there is a bus of this name. */
  hasBus(name: string): boolean;
}

/** The archives of the account, which has one name for each. */
export class Archives {
  readonly #options: Options;
  readonly #archives = new Map<string, Archive>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Throws an EventBridgeError without the bus, and for a name that is taken. */
  create(
    { name, logicalId = name, busNameOrArn }: { name: string; logicalId?: string; busNameOrArn: string },
    settings: ArchiveSettings,
  ): Archive {
    this.#checkBus(busNameOrArn);
    if (this.#archives.has(name))
      throw new EventBridgeError('ResourceAlreadyExistsException', `Archive ${name} already exists.`);
    const archive = new Archive({ name, logicalId, busName: busName(busNameOrArn) }, settings, this.#options);
    this.#archives.set(name, archive);
    return archive;
  }

  /** Throws an EventBridgeError when there is none. */
  find(name: string): Archive {
    const archive = this.#archives.get(name);
    if (archive) return archive;
    throw new EventBridgeError('ResourceNotFoundException', `Archive ${name} does not exist.`);
  }

  /** By name; of one bus if given. Throws an EventBridgeError when that is not there. */
  list(busNameOrArn?: string): Archive[] {
    if (busNameOrArn !== undefined) this.#checkBus(busNameOrArn);
    return [...this.#archives.values()]
      .filter((each) => busNameOrArn === undefined || each.busName === busName(busNameOrArn))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Deletes an archive with its events. */
  delete(name: string): void {
    this.find(name).stop();
    this.#archives.delete(name);
  }

  /** Shows an event to every archive of its bus. */
  offer(bus: string, event: BusEvent): void {
    for (const each of this.#archives.values()) if (each.busName === bus) each.offer(event);
  }

  #checkBus(nameOrArn: string): void {
    const name = busName(nameOrArn);
    if (!this.#options.hasBus(name))
      throw new EventBridgeError('ResourceNotFoundException', `Event bus ${name} does not exist.`);
  }
}

/** The ARN of an archive of this name. */
export const archiveArn = (name: string): string => arnOf('events', `archive/${name}`);
