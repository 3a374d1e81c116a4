import type { StartRun } from '../run-queue.ts';

type Hear = Parameters<StartRun>[1];

/** Runs that begin and end when a test says so. */
export class FakeRuns {
  readonly stopped: string[] = [];
  readonly #begun: { name: string; hear: Hear; end(problem?: string): void }[] = [];

  readonly start: StartRun = (name, hear) => {
    const { promise, resolve } = Promise.withResolvers<{ problem?: string }>();
    this.#begun.push({ name, hear, end: (problem) => resolve(problem === undefined ? {} : { problem }) });
    return { ended: promise, stop: () => this.stopped.push(name) };
  };

  /** What has begun, in order. */
  names(): string[] {
    return this.#begun.map(({ name }) => name);
  }

  /** What the run tells its caller through. */
  hear(name: string): Hear {
    return this.#of(name).hear;
  }

  end(name: string, problem?: string): void {
    this.#of(name).end(problem);
  }

  #of(name: string) {
    const run = this.#begun.findLast((each) => each.name === name);
    if (!run) throw new Error(`${name} has not begun.`);
    return run;
  }
}
