import { ApiServerError } from '../../http/api-server.ts';
import { arnOf } from '../../kernel/account.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { EventTargets } from '../../kernel/contracts/event-target.ts';
import type { EventStream } from '../../kernel/events.ts';
import { seededRandom } from '../../kernel/random.ts';
import { RunningSchedule } from './schedule.ts';
import type { ScheduleSettings } from './schedule-settings.ts';

interface Options {
  events: EventStream;
  clock: Clock;
  targets: EventTargets;
  seed: number;
}

/** EventBridge Scheduler: schedules in groups, which the API makes and changes. */
export class Scheduler {
  readonly #options: Options;
  readonly #random: () => number;
  /** Unix ms of their making, by name. */
  readonly groups = new Map<string, number>();
  /** By `group/name`. */
  readonly schedules = new Map<string, RunningSchedule>();

  constructor(options: Options) {
    this.#options = options;
    this.#random = seededRandom(options.seed);
    this.groups.set('default', options.clock.now());
  }

  /** Makes a schedule, or puts it in the place of the one of this name. Throws an ApiServerError without the group. */
  put(name: string, settings: ScheduleSettings, logicalId = name): RunningSchedule {
    const group = settings.GroupName ?? 'default';
    if (!this.groups.has(group)) throw notFound(`Schedule group ${group}`);
    const key = `${group}/${name}`;
    this.schedules.get(key)?.stop();
    const schedule = new RunningSchedule({ logicalId, arn: scheduleArn(group, name) }, settings, {
      ...this.#options,
      random: this.#random,
      onComplete: () => this.schedules.delete(key),
    });
    this.schedules.set(key, schedule);
    return schedule;
  }

  /** Throws an ApiServerError when there is none. */
  find(group: string, name: string): RunningSchedule {
    const schedule = this.schedules.get(`${group}/${name}`);
    if (schedule) return schedule;
    throw notFound(`Schedule ${name}`);
  }

  delete(group: string, name: string): void {
    this.find(group, name).stop();
    this.schedules.delete(`${group}/${name}`);
  }

  /** Ends every schedule. */
  stop(): void {
    for (const each of this.schedules.values()) each.stop();
  }

  createGroup(name: string): void {
    this.groups.set(name, this.#options.clock.now());
  }
}

export const notFound = (what: string): ApiServerError =>
  new ApiServerError('ResourceNotFoundException', `${what} does not exist.`, 404);

export const scheduleArn = (group: string, name: string): string =>
  arnOf('scheduler', `schedule/${group}/${name}`);

export const groupArn = (name: string): string => arnOf('scheduler', `schedule-group/${name}`);
