import * as v from 'valibot';
import { action, arn, pageOf, paging } from './action.ts';

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html */
export const describeStateMachine = action(
  v.strictObject({
    stateMachineArn: arn,
    includedData: v.nullish(v.picklist(['ALL_DATA', 'METADATA_ONLY'])),
  }),
  ({ stateMachineArn, includedData }, states) => {
    const { arn, name, type, roleArn, definitionText, logging, createdAt } = states.machine(stateMachineArn);
    return {
      stateMachineArn: arn,
      name,
      status: 'ACTIVE',
      // "If called with includedData = METADATA_ONLY, the returned definition will be {}."
      definition: includedData === 'METADATA_ONLY' ? '{}' : definitionText,
      roleArn,
      type,
      creationDate: createdAt / 1_000,
      loggingConfiguration: {
        level: logging.level,
        includeExecutionData: logging.includesData,
        ...(logging.groupArn !== undefined && {
          destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: logging.groupArn } }],
        }),
      },
    };
  },
);

export const listStateMachines = action(v.strictObject(paging), (asked, states) => {
  const { page, ...next } = pageOf([...states.machines.values()], asked, 100);
  return {
    stateMachines: page.map(({ arn, name, type, createdAt }) => ({
      stateMachineArn: arn,
      name,
      type,
      creationDate: createdAt / 1_000,
    })),
    ...next,
  };
});
