import { randomBytes } from 'node:crypto';
import type { TaskStatus } from '../../../content/event.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { ContainerProcess } from './container/container-process.ts';
import { containerVariables } from './container/container-variables.ts';
import type { TaskDefinition } from './task-definition.ts';

interface Options {
  definition: TaskDefinition;
  /** Logical ID of the service. */
  resource: string;
  startSeconds: number;
  kernel: Kernel;
  onStopped(): void;
}

/**
 * One task from when it is asked for until it is stopped.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
 */
export class Task {
  readonly id = randomBytes(16).toString('hex');
  /** Unix ms of this machine. */
  readonly askedForAt = Date.now();
  readonly #options: Options;
  readonly #stopping = new AbortController();
  #status: TaskStatus = 'PENDING';
  #container: ContainerProcess | undefined;
  #whole: Promise<void>;

  constructor(options: Options) {
    this.#options = options;
    this.#tell();
    this.#whole = this.#run();
  }

  get status(): TaskStatus {
    return this.#status;
  }

  /** Whether it counts towards the desired number. */
  get counts(): boolean {
    return this.#status === 'PENDING' || this.#status === 'RUNNING';
  }

  /**
   * "a SIGTERM value and a default 30-second timeout, after which the SIGKILL value is sent and the containers are
   * forcibly stopped. If the container handles the SIGTERM value gracefully and exits within 30 seconds from receiving
   * it, no SIGKILL value is sent." https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopTask.html
   */
  async stop(reason: string): Promise<void> {
    if (!this.counts) return;
    this.#go('STOPPING', { reason });
    this.#stopping.abort();
    const container = this.#container;
    if (!container) return;
    container.terminate();
    const ended = new AbortController();
    void container.exited.then(() => ended.abort());
    const { clock } = this.#options.kernel;
    if (await clock.wait(this.#options.definition.stopTimeoutSeconds, ended.signal)) await container.kill();
  }

  /** Ends it with the cloud, at once. */
  async end(): Promise<void> {
    this.#stopping.abort();
    await this.#container?.kill();
    await this.#whole;
  }

  async #run(): Promise<void> {
    const { definition, startSeconds, kernel, resource, onStopped } = this.#options;
    const starts = await kernel.clock.wait(startSeconds, this.#stopping.signal);
    if (!starts || this.#stopping.signal.aborted) {
      this.#go('STOPPED');
      onStopped();
      return;
    }
    this.#container = new ContainerProcess({
      program: definition.program,
      directory: definition.directory,
      variables: containerVariables({
        image: definition.image.variables,
        container: definition.variables,
        accessKeyId: `ASIA${this.id.slice(0, 16).toUpperCase()}`,
        endpoints: kernel.endpoints,
        elsewhere: kernel.elsewhere,
      }),
      hasInit: definition.hasInit,
      onLine: (stream, line) => {
        kernel.events.emit({ type: 'log-line', resource, stream, line });
        const { log } = definition;
        if (log) kernel.logs.write({ group: log.group, stream: `${log.stream}${this.id}`, message: line });
      },
    });
    this.#go('RUNNING');
    const exitCode = await this.#container.exited;
    const reason = this.#status === 'RUNNING' ? { reason: 'Essential container in task exited' } : {};
    this.#go('STOPPED', { exitCode, ...reason });
    onStopped();
  }

  #go(status: TaskStatus, more: { reason?: string; exitCode?: number } = {}): void {
    this.#status = status;
    this.#tell(more);
  }

  #tell(more: { reason?: string; exitCode?: number } = {}): void {
    const { kernel, resource } = this.#options;
    kernel.events.emit({ type: 'task-changed', resource, taskId: this.id, status: this.#status, ...more });
  }
}
