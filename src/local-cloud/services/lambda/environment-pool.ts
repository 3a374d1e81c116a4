import { ExecutionEnvironment } from './execution-environment.ts';

type EnvironmentOptions = ConstructorParameters<typeof ExecutionEnvironment>[0];

/** The execution environments of one version of a function: the idle ones are kept warm for as long as the cloud runs. */
export class EnvironmentPool {
  readonly #options: EnvironmentOptions;
  readonly #idle: ExecutionEnvironment[] = [];
  readonly #all = new Set<ExecutionEnvironment>();

  constructor(options: EnvironmentOptions) {
    this.#options = options;
  }

  /** The most recently used idle environment, or a new one when none is idle. */
  take(): { environment: ExecutionEnvironment; coldStart: boolean } {
    for (let warm = this.#idle.pop(); warm; warm = this.#idle.pop()) {
      if (warm.alive) return { environment: warm, coldStart: false };
      this.#all.delete(warm);
    }
    const environment = new ExecutionEnvironment(this.#options);
    this.#all.add(environment);
    return { environment, coldStart: true };
  }

  /** Takes an environment back when its invocation is over. One that timed out or crashed is gone. */
  giveBack(environment: ExecutionEnvironment): void {
    if (environment.alive) this.#idle.push(environment);
    else this.#all.delete(environment);
  }

  /** Ends every environment; what runs in one ends as crashed. */
  async close(): Promise<void> {
    await Promise.all([...this.#all].map((each) => each.terminate()));
  }
}
