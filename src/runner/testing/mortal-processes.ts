import { AsyncLocalStorage } from 'node:async_hooks';
import type { Turns } from './turns.ts';

/** The process of a handler is gone. */
export class Crash extends Error {}

/** At which call of the handlers, counted over all, the process that makes it dies: before or after its effect. */
export interface PlannedCrash {
  call: number;
  after: boolean;
}

interface Invocation {
  turns: Turns;
  isDead: boolean;
  /** Whether its process dies at its next call. */
  isDoomed(): boolean;
  die(): void;
}

const invocations = new AsyncLocalStorage<Invocation>();

/** One for each who waits: a common one would keep what all of them hold. */
const never = () => new Promise<never>(() => {});

/** Runs handlers in this process as if each invocation had one of its own, which may die at any of its calls. */
export class MortalProcesses {
  readonly #turns: Turns;
  #crashes: readonly PlannedCrash[];
  #calls = 0;

  constructor(turns: Turns, crashes: readonly PlannedCrash[]) {
    this.#turns = turns;
    this.#crashes = crashes;
  }

  /** From now on no process dies. */
  calm(): void {
    this.#crashes = [];
  }

  /** Runs a handler in a process of its own. Rejects with a Crash when that dies: at its next call, once it is doomed, too. */
  async invoke<T>(handler: () => Promise<T>, isDoomed = () => false): Promise<T> {
    let die = () => {};
    const death = new Promise<never>((_, reject) => {
      die = () => reject(new Crash());
    });
    const invocation = { turns: this.#turns, isDead: false, isDoomed, die };
    return Promise.race([invocations.run(invocation, handler), death]);
  }

  /** A call of a handler’s: its effect happens in one turn, and the process may die on either side of it. */
  async call<A>(effect: () => A | Promise<A>): Promise<A> {
    const invocation = await nextTurn();
    const call = this.#calls++;
    const crash = this.#crashes.find((each) => each.call === call);
    const dies = { before: invocation.isDoomed() || crash?.after === false, after: crash?.after === true };
    if (!dies.before) {
      const answer = effect();
      await answer;
      if (!dies.after) return answer;
    }
    invocation.isDead = true;
    invocation.die();
    return never();
  }
}

/** Waits for the next turn of the invocation that asks for it: what a process had begun before its death is lost with it. */
export async function nextTurn(): Promise<Invocation> {
  const invocation = invocations.getStore();
  if (!invocation) throw new Error('A call from outside of every invocation.');
  await invocation.turns.turn();
  return invocation.isDead ? never() : invocation;
}
