import { type ApiCall, ApiServerError, validated } from '../../http/api-server.ts';
import type { RunningSchedule } from './schedule.ts';
import { nameSchema, scheduleSettings } from './schedule-settings.ts';
import { groupArn, notFound, type Scheduler } from './scheduler.ts';

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Operations.html */
export function answer(call: ApiCall, scheduler: Scheduler): object {
  const [, kind, encoded] = /^\/(schedules|schedule-groups)(?:\/([^/]+))?\/?$/.exec(call.path) ?? [];
  const name = encoded === undefined ? undefined : validated(nameSchema, decodeURIComponent(encoded));
  const operation = operations.get(`${call.method} ${kind}${name === undefined ? '' : '/'}`);
  if (operation) return operation(call, scheduler, name ?? '');
  throw new ApiServerError(
    'UnknownOperationException',
    'The local cloud has no such action of EventBridge Scheduler: schedules and schedule groups can be made, changed, read, listed and deleted.',
  );
}

type Operation = (call: ApiCall, scheduler: Scheduler, name: string) => object;

const groupOf = ({ query }: ApiCall): string => query.get('groupName') ?? 'default';

const operations = new Map<string, Operation>([
  [
    'POST schedules/',
    ({ input: { ClientToken: _, ...input } }, scheduler, name) => {
      const settings = validated(scheduleSettings, input);
      if (scheduler.schedules.has(`${settings.GroupName}/${name}`))
        throw new ApiServerError('ConflictException', `Schedule ${name} already exists.`, 409);
      return { ScheduleArn: scheduler.put(name, settings).arn };
    },
  ],
  [
    'PUT schedules/',
    ({ input: { ClientToken: _, ...input } }, scheduler, name) => {
      const settings = validated(scheduleSettings, input);
      scheduler.find(settings.GroupName ?? 'default', name);
      return { ScheduleArn: scheduler.put(name, settings).arn };
    },
  ],
  [
    'GET schedules/',
    (call, scheduler, name) => ({ Name: name, ...describe(scheduler.find(groupOf(call), name)) }),
  ],
  [
    'DELETE schedules/',
    (call, scheduler, name) => {
      scheduler.delete(groupOf(call), name);
      return {};
    },
  ],
  [
    'GET schedules',
    ({ query }, scheduler) => {
      const wanted = query.get('ScheduleGroup');
      const prefix = query.get('NamePrefix') ?? '';
      const state = query.get('State');
      const found = [...scheduler.schedules]
        .map(([key, schedule]) => ({ key, schedule, name: key.split('/')[1] ?? '' }))
        .filter(
          ({ schedule, name }) => name.startsWith(prefix) && (!state || schedule.settings.State === state),
        )
        .filter(({ schedule }) => !wanted || schedule.settings.GroupName === wanted)
        .sort((a, b) => (a.key < b.key ? -1 : 1));
      return pageOf(found, query, 'Schedules', ({ schedule, name }) => ({
        Name: name,
        Arn: schedule.arn,
        GroupName: schedule.settings.GroupName,
        State: schedule.settings.State,
        Target: { Arn: schedule.settings.Target.Arn },
        CreationDate: schedule.createdAt / 1_000,
        LastModificationDate: schedule.createdAt / 1_000,
      }));
    },
  ],
  [
    'POST schedule-groups/',
    (_, scheduler, name) => {
      if (scheduler.groups.has(name))
        throw new ApiServerError('ConflictException', `Schedule group ${name} already exists.`, 409);
      scheduler.createGroup(name);
      return { ScheduleGroupArn: groupArn(name) };
    },
  ],
  [
    'GET schedule-groups/',
    (_, scheduler, name) => {
      if (!scheduler.groups.has(name)) throw notFound(`Schedule group ${name}`);
      return describeGroup(scheduler, name);
    },
  ],
  [
    'DELETE schedule-groups/',
    (_, scheduler, name) => {
      if (name === 'default')
        throw new ApiServerError('ValidationException', 'The default schedule group cannot be deleted.');
      if (!scheduler.groups.delete(name)) throw notFound(`Schedule group ${name}`);
      // "Deleting a schedule group also deletes all schedules" in it.
      for (const key of [...scheduler.schedules.keys()]) {
        const [group = '', schedule = ''] = key.split('/');
        if (group === name) scheduler.delete(group, schedule);
      }
      return {};
    },
  ],
  [
    'GET schedule-groups',
    ({ query }, scheduler) => {
      const prefix = query.get('NamePrefix') ?? '';
      const found = [...scheduler.groups.keys()].filter((name) => name.startsWith(prefix)).sort();
      return pageOf(found, query, 'ScheduleGroups', (name) => describeGroup(scheduler, name));
    },
  ],
]);

function describe({ settings, arn, createdAt }: RunningSchedule): object {
  const { StartDate, EndDate } = settings;
  return {
    ...settings,
    Arn: arn,
    CreationDate: createdAt / 1_000,
    LastModificationDate: createdAt / 1_000,
    ...(typeof StartDate === 'number' && { StartDate: StartDate / 1_000 }),
    ...(typeof EndDate === 'number' && { EndDate: EndDate / 1_000 }),
  };
}

const describeGroup = (scheduler: Scheduler, name: string): object => ({
  Name: name,
  Arn: groupArn(name),
  State: 'ACTIVE',
  CreationDate: (scheduler.groups.get(name) ?? 0) / 1_000,
  LastModificationDate: (scheduler.groups.get(name) ?? 0) / 1_000,
});

function pageOf<T>(all: T[], query: URLSearchParams, list: string, describeOne: (each: T) => object): object {
  const size = Number(query.get('MaxResults') ?? 100);
  if (!(size >= 1 && size <= 100))
    throw new ApiServerError('ValidationException', 'MaxResults must be from 1 to 100.');
  const start = Number(query.get('NextToken') ?? 0);
  const end = start + size;
  return {
    [list]: all.slice(start, end).map(describeOne),
    ...(end < all.length && { NextToken: String(end) }),
  };
}
