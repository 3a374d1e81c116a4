import type { Settings } from './settings.ts';

/**
 * Invocations that some functions may have at a time: the account's, which all share that reserve none, or those that are
 * reserved for one. https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
 */
export class Concurrency {
  /** How many there are. */
  readonly size: number;
  #taken = 0;

  constructor(size: number) {
    this.size = size;
  }

  /** Takes one; false when none is left. */
  take(): boolean {
    if (this.#taken >= this.size) return false;
    this.#taken += 1;
    return true;
  }

  release(): void {
    this.#taken -= 1;
  }
}

/** Invocations that the functions of a topic's pipeline have reserved, all together. */
export const reservedIn = (settings: Settings): number =>
  settings.acceptReservedConcurrency + settings.subscriptions * settings.reservedConcurrency;
