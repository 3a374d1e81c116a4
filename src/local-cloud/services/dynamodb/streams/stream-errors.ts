import { DynamoDbError, resourceNotFound } from '../errors.ts';

const api = 'com.amazonaws.dynamodb.v20120810#';

export const streamNotFound = (arn: string): DynamoDbError =>
  resourceNotFound(`Requested resource not found: Stream: ${arn} not found`);

export const shardNotFound = (shardId: string, arn: string): DynamoDbError =>
  resourceNotFound(`Requested resource not found: Shard: ${shardId} in Stream: ${arn} not found`);

/** "The shard iterator has expired and can no longer be used to retrieve stream records." */
export const expiredIterator = (): DynamoDbError =>
  new DynamoDbError(
    400,
    `${api}ExpiredIteratorException`,
    'The shard iterator has expired and can no longer be used to retrieve stream records. A shard iterator expires 15 minutes after it is retrieved using the GetShardIterator action.',
  );

/** "The operation attempted to read past the oldest stream record in a shard." */
export const trimmedDataAccess = (): DynamoDbError =>
  new DynamoDbError(
    400,
    `${api}TrimmedDataAccessException`,
    'The operation attempted to read past the oldest stream record in a shard.',
  );
