import { DynamoDbError } from '../errors.ts';
import type { Direction, LimitType } from './throughput-limit.ts';

/**
 * The texts are those of a transaction's cancellation reasons, the only ones that AWS documents word by word.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
const messages = {
  PROVISIONED: {
    table:
      'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.',
    index:
      'The level of configured provisioned throughput for one or more global secondary indexes of the table was exceeded. Consider increasing your provisioning level for the under-provisioned global secondary indexes with the UpdateTable API.',
  },
  PAY_PER_REQUEST: {
    table:
      'Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or index so please try again shortly. If exceptions persist, check if you have a hot key: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html.',
    index:
      'Throughput exceeds the current capacity for one or more global secondary indexes. DynamoDB is automatically scaling your index so please try again shortly.',
  },
};

/** DynamoDB's refusal for want of capacity, with the reason and the ARN of the table or index. */
export class CapacityExceeded extends DynamoDbError {}

/**
 * HTTP 400 in both modes: ProvisionedThroughputExceededException, or ThrottlingException for on-demand tables.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
export function throttlingError(options: {
  mode: 'PROVISIONED' | 'PAY_PER_REQUEST';
  tableArn: string;
  direction: Direction;
  limitType: LimitType;
  index: string | undefined;
}): CapacityExceeded {
  const { mode, tableArn, direction, limitType, index } = options;
  const kind = index === undefined ? 'table' : 'index';
  const reasons = [
    {
      reason: `${index === undefined ? 'Table' : 'Index'}${direction}${limitType}`,
      resource: index === undefined ? tableArn : `${tableArn}/index/${index}`,
    },
  ];
  const message = messages[mode][kind];
  return mode === 'PROVISIONED'
    ? new CapacityExceeded(
        400,
        'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
        message,
        {
          ThrottlingReasons: reasons,
        },
      )
    : new CapacityExceeded(400, 'com.amazon.coral.availability#ThrottlingException', message, {
        throttlingReasons: reasons,
      });
}
