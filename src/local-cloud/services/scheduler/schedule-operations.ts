import * as v from 'valibot';
import { type ApiCall, ApiServerError, validated } from '../../http/api-server.ts';
import { type Operation, pageOf } from './operation.ts';
import type { RunningSchedule } from './schedule.ts';
import { nameSchema, scheduleSettings } from './schedule-settings.ts';
import { notFound } from './scheduler.ts';

const groupOf = ({ query }: ApiCall): string =>
  validated(v.object({ groupName: v.optional(nameSchema, 'default') }), {
    groupName: query.get('groupName') ?? undefined,
  }).groupName;

const listQuery = v.object({
  ScheduleGroup: v.optional(nameSchema),
  NamePrefix: v.optional(nameSchema),
  State: v.optional(v.picklist(['ENABLED', 'DISABLED'])),
});

/** By method and path; a `/` at its end stands for a name. */
export const scheduleOperations: Record<string, Operation> = {
  'POST schedules/': ({ input }, scheduler, name) => {
    const settings = validated(scheduleSettings, input);
    if (scheduler.schedules.has(`${settings.GroupName}/${name}`))
      throw new ApiServerError('ConflictException', `Schedule ${name} already exists.`, 409);
    return { ScheduleArn: scheduler.put(name, settings).arn };
  },
  // "if you do not set an optional field in your request, that field will be set to its system-default value": it is made anew.
  'PUT schedules/': ({ input }, scheduler, name) => {
    const settings = validated(scheduleSettings, input);
    scheduler.find(settings.GroupName ?? 'default', name);
    return { ScheduleArn: scheduler.put(name, settings).arn };
  },
  'GET schedules/': (call, scheduler, name) => ({
    Name: name,
    ...describe(scheduler.find(groupOf(call), name)),
  }),
  'DELETE schedules/': (call, scheduler, name) => {
    scheduler.delete(groupOf(call), name);
    return {};
  },
  'GET schedules': ({ query }, scheduler) => {
    const asked = validated(listQuery, Object.fromEntries(query));
    const { ScheduleGroup: wanted, NamePrefix: prefix = '', State: state } = asked;
    if (wanted !== undefined && !scheduler.groups.has(wanted)) throw notFound(`Schedule group ${wanted}`);
    const found = [...scheduler.schedules]
      .map(([key, schedule]) => ({ key, schedule, name: key.split('/')[1] ?? '' }))
      .filter(
        ({ schedule: { settings }, name }) =>
          name.startsWith(prefix) &&
          (!state || settings.State === state) &&
          (!wanted || settings.GroupName === wanted),
      )
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    return pageOf(found, query, 'Schedules', ({ schedule, name }) => ({
      Name: name,
      Arn: schedule.arn,
      GroupName: schedule.settings.GroupName,
      State: schedule.settings.State,
      Target: { Arn: schedule.settings.Target.Arn },
      ...datesOf(schedule),
    }));
  },
};

function describe(schedule: RunningSchedule): object {
  const { StartDate, EndDate } = schedule.settings;
  return {
    ...schedule.settings,
    Arn: schedule.arn,
    ...datesOf(schedule),
    ...(typeof StartDate === 'number' && { StartDate: StartDate / 1_000 }),
    ...(typeof EndDate === 'number' && { EndDate: EndDate / 1_000 }),
  };
}

/** Unix seconds. */
const datesOf = ({ createdAt, modifiedAt }: RunningSchedule) => ({
  CreationDate: createdAt / 1_000,
  LastModificationDate: modifiedAt / 1_000,
});
