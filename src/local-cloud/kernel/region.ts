import { AsyncLocalStorage } from 'node:async_hooks';
import { once } from 'node:events';

/** Where a stack is deployed that names no Region. */
export const homeRegion = 'us-east-1';

/**
 * One Region of a cloud. What runs in it asks nobody where it is: all that begins within `run` is in this Region, however
 * long it goes on. A Region can be gone for a while: nothing reaches it, and no function runs in it.
 */
export class Region {
  readonly name: string;
  /** Addresses of its services, by service: the kernel's, once it is there. */
  endpoints: Readonly<Record<string, string>> = {};
  /** Every Region of the cloud by name, this one too. */
  others: ReadonlyMap<string, Region> = new Map();
  #leaving = new AbortController();
  readonly #watchers = new Set<(isGone: boolean) => void>();

  constructor(name: string) {
    this.name = name;
  }

  /** Does something in this Region. */
  run<Result>(work: () => Result): Result {
    return current.run(this, work);
  }

  get isGone(): boolean {
    return this.#leaving.signal.aborted;
  }

  /** Ends when the Region goes; another one when it has come back. */
  get leaving(): AbortSignal {
    return this.#leaving.signal;
  }

  /** Calls `watcher` whenever the Region has gone or come back; call the result to stop. */
  watch(watcher: (isGone: boolean) => void): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Takes the Region away; the result brings it back. It is not gone twice at a time: the first one to end brings it back. */
  leave(): () => void {
    if (!this.isGone) {
      this.#leaving.abort();
      this.#tell(true);
    }
    return () => {
      if (!this.isGone) return;
      this.#leaving = new AbortController();
      this.#tell(false);
    };
  }

  /** Resolves when the Region is there, at once unless it is gone. False when `signal` ended the wait. */
  async isHere(signal: AbortSignal): Promise<boolean> {
    while (this.isGone && !signal.aborted) {
      const back = new AbortController();
      const stop = this.watch(() => back.abort());
      await once(AbortSignal.any([back.signal, signal]), 'abort');
      stop();
    }
    return !signal.aborted;
  }

  #tell(isGone: boolean): void {
    this.run(() => {
      for (const watcher of [...this.#watchers]) watcher(isGone);
    });
  }
}

const current = new AsyncLocalStorage<Region>();

/** What runs outside of any cloud, such as a check of a template, is here. */
const home = new Region(homeRegion);

/** The Region in which this runs. */
export const currentRegion = (): Region => current.getStore() ?? home;

/** The function as it is, but in the Region of now, whoever calls it later: for what answers callers from outside. */
export function inThisRegion<Given extends unknown[], Result>(
  work: (...given: Given) => Result,
): (...given: Given) => Result {
  const region = currentRegion();
  return (...given) => region.run(() => work(...given));
}
