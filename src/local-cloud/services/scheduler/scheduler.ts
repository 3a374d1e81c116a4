import { ApiServerError } from '../../http/api-server.ts';
import { arnOf } from '../../kernel/account.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { EventTargets } from '../../kernel/contracts/event-target.ts';
import type { EventStream } from '../../kernel/events.ts';
import { seededRandom } from '../../kernel/random.ts';
import { RunningSchedule } from './schedule.ts';
import { isOneTime, type ScheduleSettings } from './schedule-settings.ts';

interface Options {
  events: EventStream;
  clock: Clock;
  targets: EventTargets;
  seed: number;
}

export interface Tag {
  Key: string;
  Value: string;
}

export interface Group {
  /** Unix ms. */
  createdAt: number;
  tags: Map<string, string>;
}

/** How long before now a recurring schedule may have started. */
const earliestStartMs = 5 * 60_000;

/** EventBridge Scheduler: schedules in groups, which the API makes and changes. */
export class Scheduler {
  readonly #options: Options;
  readonly #random: () => number;
  /** By name. */
  readonly groups = new Map<string, Group>();
  /** By `group/name`. */
  readonly schedules = new Map<string, RunningSchedule>();

  constructor(options: Options) {
    this.#options = options;
    this.#random = seededRandom(options.seed);
    this.createGroup('default', []);
  }

  /**
   * Makes a schedule, or puts it in the place of the one of this name. Throws an ApiServerError without the group, and for
   * dates that cannot be.
   */
  put(name: string, settings: ScheduleSettings, logicalId = name): RunningSchedule {
    const group = settings.GroupName ?? 'default';
    if (!this.groups.has(group)) throw notFound(`Schedule group ${group}`);
    this.#checkDates(settings);
    const key = `${group}/${name}`;
    const before = this.schedules.get(key);
    before?.stop();
    const identity = { logicalId, arn: scheduleArn(group, name), createdAt: before?.createdAt };
    const schedule = new RunningSchedule(identity, settings, {
      ...this.#options,
      random: this.#random,
      onComplete: () => this.schedules.delete(key),
    });
    this.schedules.set(key, schedule);
    return schedule;
  }

  #checkDates({ ScheduleExpression, StartDate, EndDate }: ScheduleSettings): void {
    if (isOneTime(ScheduleExpression)) return;
    if (typeof StartDate === 'number' && StartDate < this.#options.clock.now() - earliestStartMs)
      throw invalid('The StartDate you specify cannot be earlier than 5 minutes ago.');
    if (typeof StartDate === 'number' && typeof EndDate === 'number' && EndDate <= StartDate)
      throw invalid('The EndDate you specify must be later than the StartDate.');
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

  createGroup(name: string, tags: readonly Tag[]): void {
    const createdAt = this.#options.clock.now();
    this.groups.set(name, { createdAt, tags: new Map(tags.map(({ Key, Value }) => [Key, Value])) });
  }

  /** And the schedules in it. */
  deleteGroup(name: string): void {
    this.groups.delete(name);
    for (const key of [...this.schedules.keys()]) {
      const [group = '', schedule = ''] = key.split('/');
      if (group === name) this.delete(group, schedule);
    }
  }
}

export const invalid = (message: string): ApiServerError =>
  new ApiServerError('ValidationException', message);

export const notFound = (what: string): ApiServerError =>
  new ApiServerError('ResourceNotFoundException', `${what} does not exist.`, 404);

export const scheduleArn = (group: string, name: string): string =>
  arnOf('scheduler', `schedule/${group}/${name}`);

export const groupArn = (name: string): string => arnOf('scheduler', `schedule-group/${name}`);
