import { EventEmitter, once } from 'node:events';
import type { CloudEventOf } from '../../content/event.ts';
import { DeployError } from './errors.ts';
import type { EventStream } from './events.ts';
import { type Random, seededRandom } from './random.ts';

/** What can be broken on purpose. The same names in every lab and in the events. */
export type FaultName = CloudEventOf<'fault-injected'>['fault'];

interface Aim {
  /** Logical ID of a resource; the part before CDK's hash, or the construct path, will do when only one fits. */
  resource: string;
}

interface Frequency {
  /** Part of the operations that it strikes, above 0 up to 1: all of them unless said. Drawn from the run's seed. */
  share?: number;
  /** It ends after striking this often: never unless said. */
  times?: number;
}

/** One thing to break until told otherwise. */
export type Fault =
  /** Every operation takes this much longer, within the time-out that holds anyway. */
  | (Aim & Frequency & { fault: 'slow'; milliseconds: number })
  /** A function throws before its handler runs; a table or queue answers with an internal error. */
  | (Aim & Frequency & { fault: 'fail' })
  /** The execution environment dies right after a write of its invocation is stored: the first, or the one of that number. */
  | (Aim & Frequency & { fault: 'crash-after-write'; write?: number })
  /** The execution environment dies right after a topic or a bus has taken the first event of its invocation. */
  | (Aim & Frequency & { fault: 'crash-after-publish' })
  /** A queue delivers a message a second time although it was received. */
  | (Aim & Frequency & { fault: 'duplicate' })
  /** The service refuses for want of capacity, in its own words. */
  | (Aim & Frequency & { fault: 'throttle' })
  /** A function’s role has lost its permission: to use the table, or to receive from the queue (whose poller has this role). */
  | (Aim & Frequency & { fault: 'deny' })
  /** Nothing is copied between the replicas of a global table, until ended: then all that waits is. */
  | (Aim & { fault: 'pause-replication' })
  /**
   * The service does not work at all, for `seconds` (real ones) or until ended. A Region that is down refuses every
   * connection, and no function runs in it.
   */
  | (Aim & { fault: 'down'; seconds?: number });

/** A resource that faults can be aimed at. */
export interface FaultyResource {
  logicalId: string;
  /** `Stack/Scope/Name/Resource`, when the template carries it. */
  path: string | undefined;
  /** What its type can suffer. */
  faults: readonly FaultName[];
  /** Is called when one begins that does not wait for an operation to strike; the result ends it. */
  begin?(): () => void;
}

type FaultOf<Name extends FaultName> = Extract<Fault, { fault: Name }>;

interface Active {
  logicalId: string;
  fault: Fault;
  random: Random;
  timesLeft: number;
}

/** Breaks resources on purpose. Nothing is broken unless asked, and every strike is an event of the stream. */
export class Faults {
  readonly #events: EventStream;
  readonly #resources: FaultyResource[];
  readonly #seed: number;
  readonly #active = new Set<Active>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #ends = new EventEmitter().setMaxListeners(0);
  #injected = 0;

  constructor(options: { events: EventStream; resources: FaultyResource[]; seed: number }) {
    this.#events = options.events;
    this.#resources = options.resources;
    this.#seed = options.seed;
  }

  /** Breaks a resource from now on; the result mends it. Throws a DeployError when nothing of that name can break so. */
  inject(fault: Fault): () => void {
    const { logicalId, begin } = this.#find(fault.resource, fault.fault);
    const frequency: Frequency = fault.fault === 'down' || fault.fault === 'pause-replication' ? {} : fault;
    checkFrequency(frequency);
    this.#injected += 1;
    const active: Active = {
      logicalId,
      fault,
      random: seededRandom(this.#seed + this.#injected),
      timesLeft: frequency.times ?? Number.POSITIVE_INFINITY,
    };
    this.#active.add(active);
    const mend = begin?.();
    if (mend) this.strike(logicalId, fault.fault);
    const end = () => {
      if (!this.#active.delete(active)) return;
      mend?.();
      this.#ends.emit('end');
    };
    if (fault.fault === 'down' && fault.seconds !== undefined) {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        end();
      }, fault.seconds * 1000);
      this.#timers.add(timer);
    }
    return end;
  }

  /**
   * For services: whether a fault of this name strikes the operation that is about to happen; gives the fault, and tells
   * of it in the stream. `id` is the message's, request's or invocation's.
   */
  strike<Name extends FaultName>(logicalId: string, name: Name, id?: string): FaultOf<Name> | undefined {
    const struck = this.arm(logicalId, name);
    struck?.tell(id);
    return struck?.fault;
  }

  /**
   * As `strike`, for a fault that only strikes if something else happens: nothing is told before `tell`, which gives false
   * when the fault has struck often enough, or was mended, meanwhile.
   */
  arm<Name extends FaultName>(
    logicalId: string,
    name: Name,
  ): { fault: FaultOf<Name>; tell(id?: string): boolean } | undefined {
    for (const active of this.#active) {
      if (active.logicalId !== logicalId || active.fault.fault !== name) continue;
      const share = ('share' in active.fault ? active.fault.share : undefined) ?? 1;
      if (share < 1 && active.random() >= share) continue;
      return {
        fault: active.fault as FaultOf<Name>,
        tell: (id) => {
          if (!this.#active.has(active)) return false;
          active.timesLeft -= 1;
          if (active.timesLeft <= 0) this.#active.delete(active);
          this.#events.emit({
            type: 'fault-injected',
            resource: logicalId,
            fault: name,
            ...(id !== undefined && { id }),
          });
          return true;
        },
      };
    }
    return undefined;
  }

  /** Resolves when no fault of this name is active any more, at once when none is. False when `signal` ended the wait. */
  async isOver(logicalId: string, name: FaultName, signal: AbortSignal): Promise<boolean> {
    const isActive = () =>
      [...this.#active].some((each) => each.logicalId === logicalId && each.fault.fault === name);
    while (isActive() && !signal.aborted) await once(this.#ends, 'end', { signal }).catch(() => undefined);
    return !signal.aborted;
  }

  /** Mends everything, except that a Region that is gone stays so: the cloud ends. */
  stop(): void {
    this.#active.clear();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #find(name: string, fault: FaultName): FaultyResource {
    const able = this.#resources.filter((each) => each.faults.includes(fault));
    const exact = able.filter((each) => each.logicalId === name);
    const found = exact.length > 0 ? exact : able.filter((each) => isCalled(each, name));
    if (found.length === 1) return found[0] as FaultyResource;
    const listed = (each: FaultyResource[]) => each.map(({ logicalId }) => logicalId).join(', ') || 'none';
    throw new DeployError(
      found.length === 0
        ? `No resource ${name} can suffer the fault ${fault}.`
        : `${name} fits several resources: ${listed(found)}.`,
      `Name one of: ${listed(found.length === 0 ? able : found)}.`,
    );
  }
}

/** CDK's logical IDs are the construct's path without separators, and eight hexadecimal digits. */
function isCalled({ logicalId, path }: FaultyResource, name: string): boolean {
  const construct = path?.replace(/\/(Resource|Default)$/, '');
  return (
    logicalId.replace(/[0-9A-F]{8}$/, '') === name ||
    path === name ||
    construct === name ||
    construct?.split('/').slice(1).join('/') === name
  );
}

function checkFrequency({ share, times }: Frequency): void {
  if (share !== undefined && !(share > 0 && share <= 1)) {
    throw new DeployError(`The fault’s share is ${share}.`, 'Give a number above 0 and up to 1.');
  }
  if (times !== undefined && !(Number.isInteger(times) && times > 0)) {
    throw new DeployError(`The fault’s times is ${times}.`, 'Give a whole number from 1 on.');
  }
}
