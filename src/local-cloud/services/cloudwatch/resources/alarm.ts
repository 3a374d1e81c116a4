import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { physicalName } from '../../../kernel/physical-name.ts';
import { alarmName } from '../actions/alarms.ts';
import { alarmEntries, problemOfAlarm } from '../alarm-settings.ts';
import { alarmArn, type CloudWatch } from '../cloudwatch.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html */
export const cloudWatchAlarm = defineResource({
  type: 'AWS::CloudWatch::Alarm',
  properties: v.pipe(
    v.strictObject({ AlarmName: v.optional(alarmName), ...alarmEntries }),
    v.rawCheck(({ dataset, addIssue }) => {
      const problem = dataset.typed ? problemOfAlarm(dataset.value) : undefined;
      if (problem !== undefined) addIssue({ message: problem });
    }),
  ),
  withoutEffect: { Tags: 'nothing here is billed or selected by tag' },
  refersTo: ({ OKActions, AlarmActions, InsufficientDataActions }) =>
    Object.fromEntries(
      Object.entries({ OKActions, AlarmActions, InsufficientDataActions }).flatMap(([name, arns]) =>
        arns.map((arn, index) => [`${name}.${index}`, arn]),
      ),
    ),
  identify({ logicalId, stackName, properties }) {
    const name = properties.AlarmName ?? physicalName(stackName, logicalId, 255);
    return { ref: name, attributes: { Arn: alarmArn(name) } };
  },
  create({ logicalId, properties: { AlarmName: _, ...settings }, ref }, cloudwatch: CloudWatch) {
    cloudwatch.putAlarm(ref, settings, logicalId);
    return () => void cloudwatch.alarms.delete(ref);
  },
});
