import { checkInput } from '../dynalite-internals.ts';
import { validationError } from '../errors.ts';
import { refuseReplica } from '../replication/refuse-replica.ts';
import type { Operation } from './operation.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html */
export const describeTimeToLive: Operation = (input, tables) => {
  const { timeToLive } = tables.table(checkInput('describeTable', input).TableName as string);
  return {
    TimeToLiveDescription: timeToLive
      ? { TimeToLiveStatus: 'ENABLED', AttributeName: timeToLive.attributeName }
      : { TimeToLiveStatus: 'DISABLED' },
  };
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html */
export const updateTimeToLive: Operation = (input, tables) => {
  const { TableName } = checkInput('describeTable', input);
  const { Enabled, AttributeName } = specificationIn(input.TimeToLiveSpecification);
  const table = tables.table(TableName as string);
  refuseReplica(table);
  const current = table.timeToLive?.attributeName;
  if (current !== undefined && AttributeName !== current)
    throw validationError(
      `TimeToLive is active on a different AttributeName: current AttributeName is ${current}`,
    );
  if (Enabled === (current !== undefined))
    throw validationError(`TimeToLive is already ${Enabled ? 'enabled' : 'disabled'}`);
  if (Enabled) tables.enableTimeToLive(table, AttributeName);
  else tables.disableTimeToLive(table);
  return { TimeToLiveSpecification: { Enabled, AttributeName } };
};

function specificationIn(given: unknown): { Enabled: boolean; AttributeName: string } {
  const { Enabled, AttributeName } = (given ?? {}) as { Enabled?: unknown; AttributeName?: unknown };
  const problems = [
    ...(given === undefined || given === null ? ['timeToLiveSpecification'] : []),
    ...(given && typeof Enabled !== 'boolean' ? ['timeToLiveSpecification.enabled'] : []),
    ...(given && typeof AttributeName !== 'string' ? ['timeToLiveSpecification.attributeName'] : []),
  ].map((field) => `Value null at '${field}' failed to satisfy constraint: Member must not be null`);
  if (AttributeName === '')
    problems.push(
      "Value '' at 'timeToLiveSpecification.attributeName' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  if (problems.length > 0)
    throw validationError(
      `${problems.length} validation error${problems.length > 1 ? 's' : ''} detected: ${problems.join('; ')}`,
    );
  return { Enabled: Enabled as boolean, AttributeName: AttributeName as string };
}
