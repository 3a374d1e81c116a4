import * as v from 'valibot';
import { action, arn, pageOf, paging } from './action.ts';

export const describeStateMachine = action(
  v.object({ stateMachineArn: arn, includedData: v.nullish(v.string()) }),
  ({ stateMachineArn }, states) => {
    const { arn, name, roleArn, definitionText, createdAt } = states.machine(stateMachineArn);
    return {
      stateMachineArn: arn,
      name,
      status: 'ACTIVE',
      definition: definitionText,
      roleArn,
      type: 'STANDARD',
      creationDate: createdAt / 1_000,
    };
  },
);

export const listStateMachines = action(v.object(paging), (asked, states) => {
  const { page, ...next } = pageOf([...states.machines.values()], asked, 100);
  return {
    stateMachines: page.map(({ arn, name, createdAt }) => ({
      stateMachineArn: arn,
      name,
      type: 'STANDARD',
      creationDate: createdAt / 1_000,
    })),
    ...next,
  };
});
