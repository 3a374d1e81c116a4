import * as v from 'valibot';
import { ApiServerError } from '../../../http/api-server.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { DeployError } from '../../../kernel/errors.ts';
import { physicalName } from '../../../kernel/physical-name.ts';
import { workable } from '../../../kernel/property-schemas.ts';
import { checkSchedule, nameSchema, scheduleEntries } from '../schedule-settings.ts';
import { type Scheduler, scheduleArn } from '../scheduler.ts';

const properties = v.pipe(
  v.strictObject({ ...scheduleEntries, Name: v.optional(nameSchema) }),
  workable((given) => checkSchedule(given)),
);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-scheduler-schedule.html */
export const schedulerSchedule = defineResource({
  type: 'AWS::Scheduler::Schedule',
  properties,
  withoutEffect: { KmsKeyArn: 'everything stays in this process’s memory' },
  refersTo: ({ Target }) => ({
    'Target.Arn': Target.Arn,
    'Target.DeadLetterConfig.Arn': Target.DeadLetterConfig?.Arn ?? undefined,
  }),
  identify({ logicalId, stackName, properties: { Name, GroupName } }) {
    const name = Name ?? physicalName(stackName, logicalId, 64);
    return { ref: name, attributes: { Arn: scheduleArn(GroupName ?? 'default', name) } };
  },
  create({ logicalId, properties: { Name: _, ...settings }, ref }, scheduler: Scheduler, { targets }) {
    targets.resolve(settings.Target.Arn);
    const deadLetterArn = settings.Target.DeadLetterConfig?.Arn;
    if (typeof deadLetterArn === 'string') targets.resolve(deadLetterArn);
    try {
      scheduler.put(ref, settings, logicalId);
    } catch (error) {
      if (!(error instanceof ApiServerError)) throw error;
      throw new DeployError(`${logicalId}: ${error.message}`, 'Mend the schedule.');
    }
    return undefined;
  },
});
