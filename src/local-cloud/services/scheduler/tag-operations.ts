import * as v from 'valibot';
import { validated } from '../../http/api-server.ts';
import type { Operation } from './operation.ts';
import { type Group, groupArn, notFound, type Scheduler } from './scheduler.ts';

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Tag.html */
export const tagList = v.pipe(
  v.array(
    v.strictObject({
      Key: v.pipe(
        v.string(),
        v.minLength(1, 'must not be empty'),
        v.maxLength(128, 'may have 128 characters'),
      ),
      Value: v.pipe(
        v.string(),
        v.minLength(1, 'must not be empty'),
        v.maxLength(256, 'may have 256 characters'),
      ),
    }),
  ),
  v.maxLength(200, 'may have 200 tags'),
);

/** Of groups: schedules have none. By method and path; the `/` at its end stands for an ARN. */
export const tagOperations: Record<string, Operation> = {
  'GET tags/': (_, scheduler, arn) => ({
    Tags: [...groupOf(arn, scheduler).tags].map(([Key, Value]) => ({ Key, Value })),
  }),
  'POST tags/': ({ input }, scheduler, arn) => {
    const { Tags } = validated(v.strictObject({ Tags: tagList }), input);
    const { tags } = groupOf(arn, scheduler);
    for (const { Key, Value } of Tags) tags.set(Key, Value);
    return {};
  },
  'DELETE tags/': ({ query }, scheduler, arn) => {
    const { tags } = groupOf(arn, scheduler);
    for (const key of query.getAll('TagKeys')) tags.delete(key);
    return {};
  },
};

function groupOf(arn: string, scheduler: Scheduler): Group {
  const [, group] = [...scheduler.groups].find(([name]) => groupArn(name) === arn) ?? [];
  if (!group) throw notFound(arn);
  return group;
}
