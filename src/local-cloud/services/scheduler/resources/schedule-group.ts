import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { physicalName } from '../../../kernel/physical-name.ts';
import { nameSchema } from '../schedule-settings.ts';
import { groupArn, type Scheduler } from '../scheduler.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-scheduler-schedulegroup.html */
export const schedulerScheduleGroup = defineResource({
  type: 'AWS::Scheduler::ScheduleGroup',
  properties: v.strictObject({ Name: v.optional(nameSchema) }),
  withoutEffect: { Tags: 'nothing here is billed or selected by tag' },
  identify({ logicalId, stackName, properties }) {
    const name = properties.Name ?? physicalName(stackName, logicalId, 64);
    return { ref: name, attributes: { Arn: groupArn(name), State: 'ACTIVE' } };
  },
  create({ ref }, scheduler: Scheduler) {
    scheduler.createGroup(ref, []);
    return undefined;
  },
});
