import type { FunctionError } from '../../kernel/contracts/invocation.ts';
import { ExecutionEnvironment } from './execution-environment.ts';

type EnvironmentOptions = Omit<ConstructorParameters<typeof ExecutionEnvironment>[0], 'initializationType'>;

/**
 * The execution environments of one version of a function: the idle ones are kept warm for as long as the cloud runs.
 * Those of its provisioned concurrency are initialized ahead, go first, and are replaced when they end.
 * https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
 */
export class EnvironmentPool {
  readonly #options: EnvironmentOptions;
  readonly #idle: ExecutionEnvironment[] = [];
  readonly #ready: ExecutionEnvironment[] = [];
  readonly #all = new Set<ExecutionEnvironment>();
  #closed = false;
  #retired = false;

  constructor(options: EnvironmentOptions) {
    this.#options = options;
  }

  /** Initializes that many environments ahead; gives the first error of one that fails. */
  async provision(count: number): Promise<FunctionError | undefined> {
    const errors = await Promise.all(Array.from({ length: count }, () => this.#initializeAhead()));
    return errors.find((each) => each !== undefined);
  }

  /** Whether the next invocation finds an environment of the provisioned concurrency. */
  get hasProvisioned(): boolean {
    return this.#ready.some(({ alive }) => alive);
  }

  /** A provisioned environment that is free, else the most recently used idle one, else a new one. */
  take(): { environment: ExecutionEnvironment; coldStart: boolean } {
    const warm = this.#takeFrom(this.#ready) ?? this.#takeFrom(this.#idle);
    if (warm) return { environment: warm, coldStart: false };
    const environment = new ExecutionEnvironment({ ...this.#options, initializationType: 'on-demand' });
    this.#all.add(environment);
    return { environment, coldStart: true };
  }

  /** Takes an environment back when its invocation is over. One that timed out or crashed is gone. */
  giveBack(environment: ExecutionEnvironment): void {
    if (this.#retired) void environment.terminate();
    if (environment.alive && !this.#retired)
      (environment.provisioned ? this.#ready : this.#idle).push(environment);
    else this.#drop(environment);
  }

  /** Ends every environment that is idle, and each other one when its invocation is over. */
  retire(): void {
    this.#retired = true;
    for (const each of this.#idle.splice(0)) {
      this.#all.delete(each);
      void each.terminate();
    }
  }

  /** Ends every environment for good; what runs in one ends as crashed. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.end();
  }

  /** Ends every environment that there is; what runs in one ends as crashed. The next invocation begins a new one. */
  async end(): Promise<void> {
    await Promise.all([...this.#all].map((each) => each.terminate()));
  }

  #takeFrom(environments: ExecutionEnvironment[]): ExecutionEnvironment | undefined {
    for (let warm = environments.pop(); warm; warm = environments.pop()) {
      if (warm.alive) return warm;
      this.#drop(warm);
    }
    return undefined;
  }

  #drop(environment: ExecutionEnvironment): void {
    this.#all.delete(environment);
    if (environment.provisioned && !this.#closed) void this.#initializeAhead();
  }

  async #initializeAhead(): Promise<FunctionError | undefined> {
    const environment = new ExecutionEnvironment({
      ...this.#options,
      initializationType: 'provisioned-concurrency',
    });
    this.#all.add(environment);
    const error = await environment.initialize();
    if (error) this.#all.delete(environment);
    else this.#ready.push(environment);
    return error;
  }
}
