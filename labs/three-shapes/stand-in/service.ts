import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type { TargetGroup } from './target-group.ts';

const root = `${import.meta.dirname}/../handlers`;
const entryPoint = `${root}/server.ts`;
const endsWithParent = pathToFileURL(`${import.meta.dirname}/ends-with-parent.ts`).href;

interface Settings {
  /** How many processes there are to be. */
  replicas: number;
  /** From the moment that one is missed until its replacement is started: stands in for placing a task and pulling its image. */
  replaceMs: number;
  /** Of the heap: stands in for the memory limit of a container. */
  memoryMiB: number;
  environment: Record<string, string>;
}

/**
 * Keeps as many processes of a program as there are to be, behind a target group, as an ECS service keeps its tasks: one
 * that ended is replaced, and one that the load balancer calls unhealthy is stopped when its replacement is healthy.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html
 */
export class Service {
  readonly #settings: Settings;
  readonly #targets: TargetGroup;
  readonly #processes = new Map<number, ChildProcess>();
  /** Ports of processes that are being replaced, in the order in which they are to go. */
  readonly #leaving: number[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  #closed = false;
  /** How many processes ended, or answered no health check any more. */
  lost = 0;

  constructor(settings: Settings, targets: TargetGroup) {
    this.#settings = settings;
    this.#targets = targets;
    targets.onChange = (port, state) => {
      if (state === 'healthy') this.#stopOne();
      else if (this.#isRunning(port)) this.#replace(port);
      // Its process is gone, and the load balancer has found out.
      else targets.deregister(port);
    };
  }

  /** Resolves when all are healthy. */
  async start(withinMs: number): Promise<void> {
    await Promise.all(Array.from({ length: this.#settings.replicas }, () => this.#launch()));
    for (const until = Date.now() + withinMs; !this.isComplete; await wait(20))
      if (Date.now() > until)
        throw new Error(`A process of the shop answered no health check within ${withinMs / 1000} s.`);
  }

  /** All its processes are there, and the load balancer knows of each of them, and of none that is gone. */
  get isComplete(): boolean {
    const running = [...this.#processes.keys()];
    return (
      this.#leaving.length === 0 &&
      running.length === this.#settings.replicas &&
      running.every((port) => this.#targets.isHealthy(port)) &&
      this.#targets.healthy === running.length
    );
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    await Promise.all([...this.#processes.keys()].map((port) => this.#stop(port)));
  }

  async #launch(): Promise<void> {
    const port = await freePort();
    if (this.#closed) return;
    const targets = this.#targets;
    const { memoryMiB, environment } = this.#settings;
    const started = spawn(
      process.execPath,
      ['--no-warnings', `--max-old-space-size=${memoryMiB}`, '--import', endsWithParent, entryPoint],
      {
        cwd: root,
        env: { PATH: process.env.PATH, PORT: String(port), ...environment },
        stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
        // Ctrl-C in the terminal is for the one that started it, which closes it in turn.
        detached: true,
        windowsHide: true,
      },
    );
    this.#processes.set(port, started);
    started.once('exit', () => {
      if (this.#closed || !this.#processes.delete(port)) return;
      // One that never was healthy is called unhealthy by nobody.
      if (targets.isNew(port)) targets.deregister(port);
      if (this.#leaving.includes(port)) return;
      this.lost += 1;
      this.#launchLater();
    });
    targets.register(port);
  }

  #replace(port: number): void {
    if (this.#leaving.includes(port)) return;
    this.#leaving.push(port);
    this.lost += 1;
    this.#launchLater();
  }

  #launchLater(): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#launch();
    }, this.#settings.replaceMs);
    this.#timers.add(timer);
  }

  #stopOne(): void {
    const port = this.#leaving.shift();
    if (port !== undefined) void this.#stop(port);
  }

  async #stop(port: number): Promise<void> {
    this.#targets.deregister(port);
    const running = this.#processes.get(port);
    this.#processes.delete(port);
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const gone = once(running, 'exit');
    running.kill('SIGKILL');
    await gone;
  }

  #isRunning(port: number): boolean {
    return this.#processes.has(port);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
