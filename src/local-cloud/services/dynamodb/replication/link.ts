import type { Clock } from '../../../kernel/clock.ts';
import type { Faults } from '../../../kernel/faults.ts';
import type { Region } from '../../../kernel/region.ts';
import type { Item } from '../item.ts';

/** What tells which write of an item is the later one: of two at the same moment, that of the Region later in the alphabet. */
export interface Version {
  /** Milliseconds, on one clock for all Regions: AWS's "internal timestamp". */
  at: number;
  region: string;
}

/** A write that is on its way to another replica. */
export interface ReplicatedWrite {
  key: string;
  /** Undefined when the item was deleted. */
  after: Item | undefined;
  version: Version;
  /** The replica that it was written in: the logical ID of its table. */
  from: string;
}

/** One end of a link. */
interface End {
  region: Region;
  receive(write: ReplicatedWrite): void;
}

interface Surroundings {
  clock: Clock;
  faults: Faults;
  /** Until a write is in the other replica, in seconds of AWS's time. */
  lagSeconds: number;
  /** Logical ID of the global table, which faults aim at. */
  globalTable: string;
  /** Is told how long a write took, in milliseconds of AWS's time. */
  replicated(milliseconds: number): void;
}

/**
 * The way from one replica of a global table to another: each write arrives some time later, in the order in which they were
 * made. What cannot arrive because a Region is gone or replication is paused waits: "any data not yet replicated to other
 * Regions will be replicated when the replica becomes healthy".
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html
 */
export class Link {
  readonly #from: Pick<End, 'region'>;
  readonly #to: End;
  readonly #surroundings: Surroundings;
  readonly #waiting: { write: ReplicatedWrite; writtenAt: number }[] = [];
  readonly #stopped = new AbortController();
  #isRunning = false;

  constructor(from: Pick<End, 'region'>, to: End, surroundings: Surroundings) {
    this.#from = from;
    this.#to = to;
    this.#surroundings = surroundings;
  }

  send(write: ReplicatedWrite): void {
    this.#waiting.push({ write, writtenAt: this.#surroundings.clock.now() });
    if (!this.#isRunning) void this.#run();
  }

  /** What waits never arrives. */
  stop(): void {
    this.#stopped.abort();
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    const { clock, lagSeconds, replicated } = this.#surroundings;
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      const leftSeconds = next.writtenAt / 1000 + lagSeconds - clock.now() / 1000;
      if (leftSeconds > 0 && !(await clock.wait(leftSeconds, this.#stopped.signal))) return;
      if (!(await this.#isOpen())) return;
      this.#waiting.shift();
      this.#to.region.run(() => this.#to.receive(next.write));
      replicated(clock.now() - next.writtenAt);
    }
    this.#isRunning = false;
  }

  /** Resolves when both Regions are there and nothing pauses replication. False when the link ended meanwhile. */
  async #isOpen(): Promise<boolean> {
    const { faults, globalTable } = this.#surroundings;
    const { signal } = this.#stopped;
    for (;;) {
      for (const { region } of [this.#from, this.#to]) if (!(await region.isHere(signal))) return false;
      if (!faults.strike(globalTable, 'pause-replication')) break;
      if (!(await faults.isOver(globalTable, 'pause-replication', signal))) return false;
    }
    return !signal.aborted;
  }
}
