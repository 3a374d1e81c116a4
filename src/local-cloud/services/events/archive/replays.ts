import { arnOf } from '../../../kernel/account.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import { seededRandom } from '../../../kernel/random.ts';
import type { EventBridge } from '../event-bridge.ts';
import { EventBridgeError } from '../event-bridge-error.ts';
import { Replay, type ReplayRequest } from './replay.ts';

/** "You can have a maximum of 10 active concurrent replays per account per AWS Region." */
const maxActive = 10;

/** The replays of the account, each with a name of its own. */
export class Replays {
  readonly #kernel: Kernel;
  readonly #eventBridge: EventBridge;
  readonly #random: () => number;
  readonly #replays = new Map<string, Replay>();

  constructor(kernel: Kernel, eventBridge: EventBridge) {
    this.#kernel = kernel;
    this.#eventBridge = eventBridge;
    this.#random = seededRandom(kernel.settings.seed);
  }

  /** Throws an EventBridgeError for a name that is taken, a rule that is not there, and one replay too many. */
  start(request: ReplayRequest): Replay {
    const { name, archive, filterArns = [] } = request;
    if (this.#replays.has(name))
      throw new EventBridgeError('ResourceAlreadyExistsException', `Replay ${name} already exists.`);
    for (const each of filterArns) this.#eventBridge.rule(archive.busName, each);
    if ([...this.#replays.values()].filter(({ isActive }) => isActive).length >= maxActive)
      throw new EventBridgeError('LimitExceededException', `There are ${maxActive} active replays already.`);
    const { clock, events } = this.#kernel;
    const replay = new Replay(request, {
      clock,
      events,
      random: this.#random,
      route: (bus, event, only) => this.#eventBridge.routeAgain(bus, event, only),
    });
    this.#replays.set(name, replay);
    return replay;
  }

  /** Throws an EventBridgeError when there is none. */
  find(name: string): Replay {
    const replay = this.#replays.get(name);
    if (replay) return replay;
    throw new EventBridgeError('ResourceNotFoundException', `Replay ${name} does not exist.`);
  }

  /** Throws an EventBridgeError when it has ended, or is about to. */
  cancel(name: string): Replay {
    const replay = this.find(name);
    if (replay.state !== 'STARTING' && replay.state !== 'RUNNING')
      throw new EventBridgeError(
        'IllegalStatusException',
        `Replay ${name} is not in a valid state for this operation.`,
      );
    replay.cancel();
    return replay;
  }

  /** By name. */
  list(): Replay[] {
    return [...this.#replays.values()].sort((a, b) => (a.request.name < b.request.name ? -1 : 1));
  }
}

/** The ARN of a replay of this name. */
export const replayArn = (name: string): string => arnOf('events', `replay/${name}`);
