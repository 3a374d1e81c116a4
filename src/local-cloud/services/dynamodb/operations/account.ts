import { account } from '../../../kernel/account.ts';
import { checkInput } from '../dynalite-internals.ts';
import type { Operation } from './operation.ts';

/**
 * The quotas that an account begins with.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeLimits.html
 */
export const describeLimits: Operation = () => ({
  AccountMaxReadCapacityUnits: 80_000,
  AccountMaxWriteCapacityUnits: 80_000,
  TableMaxReadCapacityUnits: 40_000,
  TableMaxWriteCapacityUnits: 40_000,
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeEndpoints.html */
export const describeEndpoints: Operation = () => ({
  Endpoints: [{ Address: `dynamodb.${account.region}.amazonaws.com`, CachePeriodInMinutes: 1440 }],
});

/**
 * There is no backup here, so that point-in-time recovery is always off.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html
 */
export const describeContinuousBackups: Operation = (input, tables) => {
  tables.table(checkInput('describeTable', input).TableName as string);
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
    },
  };
};
