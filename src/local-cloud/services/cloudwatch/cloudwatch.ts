import { ApiServerError } from '../../http/api-server.ts';
import { arnOf } from '../../kernel/account.ts';
import { DeployError } from '../../kernel/errors.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { Alarm, type Transition } from './alarm.ts';
import { actOn, scaleAgain } from './alarm-actions.ts';
import { type AlarmSettings, problemOfAlarm } from './alarm-settings.ts';
import { measurementsOf } from './embedded-metrics.ts';
import { MetricStore } from './metric-store.ts';

const minuteMs = 60_000;
const tickMs = 10_000;

/** The shortest wait between two looks at the clock, in seconds of this machine, however fast the cloud's time runs. */
const shortestWaitSeconds = 0.01;

/** How much of the cloud's time is caught up with after the machine had none for it. */
const longestGapMs = 3_600_000;

/** CloudWatch: the metrics that services, handlers and callers publish, and the alarms that watch them. */
export class CloudWatch {
  readonly store = new MetricStore();
  /** By name. */
  readonly alarms = new Map<string, Alarm>();
  readonly #kernel: Kernel;
  readonly #stopped = new AbortController();
  readonly #functions = new Set<string>();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    kernel.metrics.subscribe((each) => this.store.record(each, (values) => values.add(each.value)));
    kernel.events.subscribe((event) => {
      if (event.type === 'invocation-started') this.#functions.add(event.resource);
      // "Writing JSON to standard out in the embedded metric format is sufficient" in a function, and nowhere else.
      if (event.type !== 'log-line' || !this.#functions.has(event.resource)) return;
      for (const { add, ...metric } of measurementsOf(event.line, this.now)) this.store.record(metric, add);
    });
    void this.#run();
  }

  /** Unix ms of AWS's time. */
  get now(): number {
    return this.#kernel.clock.now();
  }

  /** Makes an alarm, or changes the one of this name, which stays in its state. Throws a DeployError. */
  putAlarm(name: string, settings: AlarmSettings, logicalId = name): Alarm {
    const problem = problemOfAlarm(settings);
    if (problem !== undefined)
      throw new DeployError(`${logicalId}: ${problem}.`, 'Mend the alarm’s properties.');
    const at = this.now;
    const existing = this.alarms.get(name);
    const alarm = existing ?? new Alarm({ name, logicalId, arn: alarmArn(name), settings, at });
    existing?.configure(settings, at);
    this.alarms.set(name, alarm);
    alarm.history.push({
      at,
      type: 'ConfigurationUpdate',
      summary: `Alarm "${name}" ${existing ? 'updated' : 'created'}`,
      data: { version: '1.0', type: existing ? 'Update' : 'Create', updatedAlarm: settings },
    });
    return alarm;
  }

  /** Throws an ApiServerError when there is none. */
  alarm(name: string): Alarm {
    const alarm = this.alarms.get(name);
    if (alarm) return alarm;
    throw new ApiServerError('ResourceNotFound', `There is no alarm ${name}.`, 404);
  }

  /** Tells of an alarm's change of state, and does what is to be done about it. */
  tell(alarm: Alarm, transition: Transition): void {
    const { id: eventId, from, to, reason } = transition;
    this.#kernel.events.emit({
      type: 'alarm-changed',
      resource: alarm.logicalId,
      eventId,
      from,
      to,
      reason: reason.text,
    });
    void actOn(alarm, transition, this.#kernel);
  }

  stop(): void {
    this.#stopped.abort();
  }

  /** Every ten seconds of AWS's time: readings when a minute ends, then the alarms whose turn it is. */
  async #run(): Promise<void> {
    const { clock, settings } = this.#kernel;
    let done = floor(this.now, tickMs);
    for (;;) {
      const untilNext = (done + tickMs - this.now) / 1_000;
      const wait = Math.max(untilNext, shortestWaitSeconds / settings.timeScale);
      if (!(await clock.wait(wait, this.#stopped.signal))) return;
      const until = floor(this.now, tickMs);
      for (let at = Math.max(done + tickMs, floor(until - longestGapMs, tickMs)); at <= until; at += tickMs)
        this.#tick(at);
      done = Math.max(done, until);
    }
  }

  #tick(at: number): void {
    if (at % minuteMs === 0) this.#kernel.metrics.readMinute(at - minuteMs);
    if (at % (60 * minuteMs) === 0) this.store.forgetBefore(at);
    for (const alarm of this.alarms.values()) {
      if (at % alarm.intervalMs !== 0 || at <= alarm.configuredAt) continue;
      const transition = alarm.evaluate(at, this.store);
      if (transition) this.tell(alarm, transition);
      else if (alarm.stayed && at % minuteMs === 0) void scaleAgain(alarm, alarm.stayed, this.#kernel);
    }
  }
}

const floor = (at: number, step: number): number => Math.floor(at / step) * step;

export const alarmArn = (name: string): string => arnOf('cloudwatch', `alarm:${name}`);
