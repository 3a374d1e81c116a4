import { request } from 'node:http';

/** Health checks as a target group sets them, in milliseconds where AWS counts seconds. */
export interface HealthChecks {
  intervalMs: number;
  timeoutMs: number;
  /** Failures in a row after which a target is unhealthy. */
  unhealthyThreshold: number;
  /** Successes in a row after which an unhealthy target is healthy again. */
  healthyThreshold: number;
}

interface Target {
  port: number;
  state: 'initial' | 'healthy' | 'unhealthy';
  /** Results of the same kind in a row. */
  inARow: number;
  timer: NodeJS.Timeout;
}

/**
 * The targets of a load balancer that take the same requests, in turn. As in an Application Load Balancer, a new target
 * has to pass one health check, and when no target is healthy, all of them get requests.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
export class TargetGroup {
  readonly #checks: HealthChecks;
  readonly #targets = new Map<number, Target>();
  readonly #ask: (port: number, timeoutMs: number) => Promise<boolean>;
  #turn = 0;
  /** Is told when a target becomes healthy or unhealthy. */
  onChange: (port: number, state: 'healthy' | 'unhealthy') => void = () => undefined;

  constructor(
    checks: HealthChecks,
    ask: (port: number, timeoutMs: number) => Promise<boolean> = askForHealth,
  ) {
    this.#checks = checks;
    this.#ask = ask;
  }

  register(port: number): void {
    const timer = setInterval(() => this.#check(port), this.#checks.intervalMs);
    timer.unref();
    this.#targets.set(port, { port, state: 'initial', inARow: 0, timer });
    void this.#check(port);
  }

  deregister(port: number): void {
    clearInterval(this.#targets.get(port)?.timer);
    this.#targets.delete(port);
  }

  /** It has passed no health check yet. */
  isNew(port: number): boolean {
    return this.#targets.get(port)?.state === 'initial';
  }

  get healthy(): number {
    return [...this.#targets.values()].filter(({ state }) => state === 'healthy').length;
  }

  /** Its checks have passed, and no later ones have failed as often as it takes: also one that ended just now. */
  isHealthy(port: number): boolean {
    return this.#targets.get(port)?.state === 'healthy';
  }

  /** The port of the target whose turn it is; undefined when there is none. */
  next(): number | undefined {
    const registered = [...this.#targets.values()];
    const healthy = registered.filter(({ state }) => state === 'healthy');
    const takers = healthy.length > 0 ? healthy : registered;
    this.#turn += 1;
    return takers[this.#turn % takers.length]?.port;
  }

  async #check(port: number): Promise<void> {
    const passed = await this.#ask(port, this.#checks.timeoutMs);
    const target = this.#targets.get(port);
    if (target) this.#note(target, passed);
  }

  #note(target: Target, passed: boolean): void {
    const to = passed ? 'healthy' : 'unhealthy';
    if (target.state === to) {
      target.inARow = 0;
      return;
    }
    target.inARow += 1;
    const { healthyThreshold, unhealthyThreshold } = this.#checks;
    const threshold = passed ? healthyThreshold : unhealthyThreshold;
    // One that is new has to pass one check, and may fail while it starts.
    if (target.state === 'initial' ? !passed : target.inARow < threshold) return;
    target.state = to;
    target.inARow = 0;
    this.onChange(target.port, to);
  }
}

/** Whether `GET /health` is answered with 200 in time. */
function askForHealth(port: number, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const asked = request({ host: '127.0.0.1', port, path: '/health', agent: false }, (response) => {
      response.resume();
      end(response.statusCode === 200);
    });
    asked.on('error', () => end(false));
    asked.end();
    // An answer that came while this process was busy counts: it is read before the immediate runs.
    const timer = setTimeout(() => setImmediate(() => setImmediate(() => end(false))), timeoutMs);
    function end(passed: boolean) {
      clearTimeout(timer);
      resolve(passed);
      asked.destroy();
    }
  });
}
