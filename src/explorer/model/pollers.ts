import { accountConcurrency } from './function.ts';
import { kinds } from './kinds.ts';
import type { World } from './world.ts';

/*
 * The pollers of an event source mapping.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 */

const { pollersScale } = kinds;

/** "Lambda starts processing five batches at a time with five concurrent invocations of your function." */
const initialPollers = 5;
/** "up to 300 more concurrent invokes per minute" */
const addedPerSecond = 300 / 60;
/** "The maximum number of invokes that an event source mapping can process simultaneously is 1,250." */
const mostPollers = 1250;

/** How many batches may be in work at a time: more while messages wait, fewer again when few do. */
export class Pollers {
  readonly #world: World;
  readonly #initial: number;
  readonly #ceiling: number;
  #wanted: number;
  #busy = 0;
  #scaling = false;

  constructor(world: World) {
    this.#world = world;
    const { maximumConcurrency, reservedConcurrency } = world.settings;
    this.#initial = Math.min(initialPollers, maximumConcurrency || initialPollers);
    this.#ceiling = Math.max(
      this.#initial,
      Math.min(mostPollers, maximumConcurrency || reservedConcurrency || accountConcurrency),
    );
    this.#wanted = this.#initial;
  }

  /** Takes an idle poller; false when there is none. */
  take(): boolean {
    if (this.#busy >= this.#wanted) return false;
    this.#busy += 1;
    if (this.#busy === this.#wanted && this.#wanted < this.#ceiling) this.#scaleSoon();
    return true;
  }

  release(): void {
    this.#busy -= 1;
  }

  /** One poller fewer after a throttle: AWS says that Lambda backs off, and not by how much. */
  backOff(): void {
    this.#wanted = Math.max(1, this.#wanted - 1);
    this.#scaleSoon();
  }

  /** Once a second: more when all are busy and messages wait, fewer when some are idle. */
  scale(messagesWait: boolean): void {
    this.#scaling = false;
    if (this.#busy >= this.#wanted && messagesWait)
      this.#wanted = Math.min(this.#ceiling, this.#wanted + addedPerSecond);
    else if (this.#wanted < this.#initial) this.#wanted = this.#initial;
    else if (this.#busy < this.#wanted)
      this.#wanted = Math.max(this.#initial, this.#busy, this.#wanted - addedPerSecond);
    if (this.#busy >= this.#wanted || this.#wanted !== this.#initial) this.#scaleSoon();
  }

  #scaleSoon(): void {
    if (this.#scaling) return;
    this.#scaling = true;
    this.#world.plan(this.#world.now + 1000, pollersScale, 0);
  }
}
