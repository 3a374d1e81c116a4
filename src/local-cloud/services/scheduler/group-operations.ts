import * as v from 'valibot';
import { ApiServerError, validated } from '../../http/api-server.ts';
import { type Operation, pageOf } from './operation.ts';
import { nameSchema } from './schedule-settings.ts';
import { groupArn, invalid, notFound, type Scheduler } from './scheduler.ts';
import { tagList } from './tag-operations.ts';

/** By method and path; a `/` at its end stands for a name. */
export const groupOperations: Record<string, Operation> = {
  'POST schedule-groups/': ({ input }, scheduler, name) => {
    const { Tags } = validated(v.strictObject({ Tags: v.nullish(tagList) }), input);
    if (scheduler.groups.has(name))
      throw new ApiServerError('ConflictException', `Schedule group ${name} already exists.`, 409);
    scheduler.createGroup(name, Tags ?? []);
    return { ScheduleGroupArn: groupArn(name) };
  },
  'GET schedule-groups/': (_, scheduler, name) => {
    if (!scheduler.groups.has(name)) throw notFound(`Schedule group ${name}`);
    return describeGroup(scheduler, name);
  },
  'DELETE schedule-groups/': (_, scheduler, name) => {
    if (name === 'default') throw invalid('The default schedule group cannot be deleted.');
    if (!scheduler.groups.has(name)) throw notFound(`Schedule group ${name}`);
    scheduler.deleteGroup(name);
    return {};
  },
  'GET schedule-groups': ({ query }, scheduler) => {
    const { NamePrefix: prefix = '' } = validated(
      v.object({ NamePrefix: v.optional(nameSchema) }),
      Object.fromEntries(query),
    );
    const found = [...scheduler.groups.keys()].filter((name) => name.startsWith(prefix)).sort();
    return pageOf(found, query, 'ScheduleGroups', (name) => describeGroup(scheduler, name));
  },
};

function describeGroup(scheduler: Scheduler, name: string): object {
  const createdAt = (scheduler.groups.get(name)?.createdAt ?? 0) / 1_000;
  return {
    Name: name,
    Arn: groupArn(name),
    State: 'ACTIVE',
    CreationDate: createdAt,
    LastModificationDate: createdAt,
  };
}
