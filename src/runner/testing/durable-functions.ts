/*
 * Stands in for AWS's package in handlers that run in this process: steps, and what is kept of them.
 * https://docs.aws.amazon.com/lambda/latest/dg/durable-execution-sdk-retries.html
 */
import { Crash, type MortalProcesses } from './mortal-processes.ts';
import type { Turns } from './turns.ts';

/** A step failed at every attempt. */
export class StepError extends Error {}

/** An invocation has ended before its function has: the next goes on. */
class Suspended extends Error {}

type Outcome = { result: unknown } | { failure: string };

/** What is kept of an execution; it begins a new invocation whenever one died or waits for the next attempt at a step. */
export class DurableExecution {
  /** By the position of a step among the steps. */
  readonly outcomes = new Map<number, Outcome>();
  readonly failures = new Map<number, number>();
  /** How many of its invocations died. */
  deaths = 0;
  isStopped = false;
  readonly #turns: Turns;
  readonly #processes: MortalProcesses;

  constructor(turns: Turns, processes: MortalProcesses) {
    this.#turns = turns;
    this.#processes = processes;
  }

  /** Invokes a function until it has ended or is stopped. Rejects with its error. */
  async run(invoke: () => Promise<unknown>): Promise<void> {
    while (!this.isStopped) {
      await this.#turns.turn();
      try {
        await this.#processes.invoke(invoke);
        return;
      } catch (error) {
        if (error instanceof Crash) this.deaths += 1;
        else if (!(error instanceof Suspended)) throw error;
      }
    }
  }

  /** A checkpoint: a call of the function’s, which may die at it. Of an execution that is stopped, nothing is kept. */
  checkpoint(keep: () => void): Promise<void> {
    return this.#processes.call(() => {
      if (this.isStopped) throw new Suspended();
      keep();
    });
  }
}

interface StepOptions {
  retryStrategy?(error: unknown, attemptsMade: number): { shouldRetry: boolean };
}
interface Context {
  step(name: string, work: () => Promise<unknown>, options?: StepOptions): Promise<unknown>;
}

/**
 * “a default strategy with up to 5 retries (6 total attempts)”
 * https://docs.aws.amazon.com/durable-execution/sdk-reference/error-handling/retries/
 */
const sixTimes = (_: unknown, attemptsMade: number) => ({ shouldRetry: attemptsMade < 6 });

/** A handler that is invoked with its input and its execution. */
export const withDurableExecution =
  <Input>(run: (input: Input, context: Context) => Promise<unknown>) =>
  (input: Input, execution: DurableExecution): Promise<unknown> => {
    const suspension = Promise.withResolvers<never>();
    let position = 0;

    async function step(
      _: string,
      work: () => Promise<unknown>,
      { retryStrategy = sixTimes }: StepOptions = {},
    ) {
      const at = position++;
      const known = execution.outcomes.get(at);
      if (known) return resultOf(known);
      const outcome = await work().then(
        (result): Outcome => ({ result }),
        (error): Outcome | Promise<never> => {
          const failures = (execution.failures.get(at) ?? 0) + 1;
          return retryStrategy(error, failures).shouldRetry
            ? execution.checkpoint(() => execution.failures.set(at, failures)).then(suspend)
            : { failure: String(error) };
        },
      );
      await execution.checkpoint(() => execution.outcomes.set(at, outcome));
      return resultOf(outcome);
    }
    /** Nothing in the function hears of it. */
    function suspend(): Promise<never> {
      suspension.reject(new Suspended());
      return new Promise(() => {});
    }
    return Promise.race([run(input, { step }), suspension.promise]);
  };

function resultOf(outcome: Outcome): unknown {
  if ('failure' in outcome) throw new StepError(outcome.failure);
  return outcome.result;
}
