import type { Clock } from '../../../kernel/clock.ts';
import type { Region } from '../../../kernel/region.ts';

/** "Lambda starts processing five batches at a time with five concurrent invocations of your function." */
const initialPollers = 5;

/** "up to 300 more concurrent invokes per minute" */
const pollersAddedPerSecond = 300 / 60;

/** "The maximum number of invokes that an event source mapping can process simultaneously is 1,250." */
const mostPollers = 1_250;

interface Options {
  clock: Clock;
  /** Nothing is polled while it is gone. */
  region: Pick<Region, 'isHere' | 'leaving'>;
  /** The mapping's own cap on concurrency, from 2 on. */
  maximumConcurrency: number | undefined;
  /** How many executions the function may have at all: there is no use in polling for more. */
  functionConcurrency(): number;
  /** Messages that wait. */
  backlog(): number;
  /** One round of a poller: receives and processes. `busy` is called between the two. */
  poll(signal: AbortSignal, busy: () => void): Promise<void>;
}

interface Poller {
  stop: AbortController;
  busy: boolean;
}

/**
 * The pollers of an event source mapping: as many batches are in work at a time. While all are busy and messages wait,
 * there come more; when messages are few, they become the first five again.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
 * AWS may go down to two on an idle queue, to save calls; these cost nothing here.
 */
export class PollerFleet {
  readonly #options: Options;
  readonly #pollers = new Set<Poller>();
  readonly #stopped = new AbortController();
  #wanted: number;
  #scaling = false;

  constructor(options: Options) {
    this.#options = options;
    this.#wanted = this.#initial;
  }

  /** Pollers that are wanted now. */
  get size(): number {
    return this.#wanted;
  }

  start(): void {
    while (this.#pollers.size < this.#wanted) void this.#run();
  }

  stop(): void {
    this.#stopped.abort();
    for (const each of this.#pollers) each.stop.abort();
  }

  /**
   * "Lambda gradually backs off, reducing the amount of concurrency allocated to your event source mapping": by one for
   * each call, as AWS does not say by how much.
   */
  backOff(): void {
    this.#wanted = Math.max(1, this.#wanted - 1);
    this.#scaleUntilSettled();
  }

  get #initial(): number {
    return Math.min(initialPollers, this.#options.maximumConcurrency ?? initialPollers);
  }

  get #ceiling(): number {
    const { maximumConcurrency, functionConcurrency } = this.#options;
    return Math.max(this.#initial, Math.min(mostPollers, maximumConcurrency ?? functionConcurrency()));
  }

  async #run(): Promise<void> {
    const poller: Poller = { stop: new AbortController(), busy: false };
    this.#pollers.add(poller);
    while (!poller.stop.signal.aborted && this.#pollers.size <= this.#wanted) {
      const { region, poll } = this.#options;
      if (!(await region.isHere(poller.stop.signal))) break;
      await poll(AbortSignal.any([poller.stop.signal, region.leaving]), () => {
        poller.busy = true;
        this.#scaleUntilSettled();
      });
      poller.busy = false;
    }
    this.#pollers.delete(poller);
  }

  /** Adjusts the number of pollers every second until there are as many as at the beginning, and one of them is idle. */
  async #scaleUntilSettled(): Promise<void> {
    if (this.#scaling) return;
    this.#scaling = true;
    while (await this.#options.clock.wait(1, this.#stopped.signal)) {
      const idle = [...this.#pollers].filter((each) => !each.busy);
      if (idle.length === 0 && (this.#options.backlog() > 0 || this.#wanted < this.#initial))
        this.#wanted = Math.min(this.#ceiling, this.#wanted + pollersAddedPerSecond);
      else if (this.#wanted < this.#initial) this.#wanted = this.#initial;
      else if (idle.length > 0) this.#shrink(idle);
      this.start();
      if (this.#wanted === this.#initial && idle.length > 0) break;
    }
    this.#scaling = false;
  }

  #shrink(idle: Poller[]): void {
    const surplus = Math.min(pollersAddedPerSecond, this.#wanted - this.#initial, idle.length);
    this.#wanted -= Math.max(0, surplus);
    for (const each of idle.slice(0, surplus)) each.stop.abort();
  }
}
