import { ApiServerError } from '../../http/api-server.ts';
import { account } from '../../kernel/account.ts';
import type { Shard } from './shard.ts';
import type { Stream } from './stream.ts';

export const invalidArgument = (message: string): ApiServerError =>
  new ApiServerError('InvalidArgumentException', message);

export const validationError = (message: string): ApiServerError =>
  new ApiServerError('ValidationException', `1 validation error detected: ${message}`);

export const streamNotFound = (name: string): ApiServerError =>
  new ApiServerError('ResourceNotFoundException', `Stream ${name} under account ${account.id} not found.`);

export const shardNotFound = (shardId: string, stream: Stream): ApiServerError =>
  new ApiServerError(
    'ResourceNotFoundException',
    `Could not find shard ${shardId} in stream ${stream.name} under account ${account.id}.`,
  );

/** "The resource is not available for this operation. For successful operation, the resource must be in the ACTIVE state." */
export const streamInUse = (stream: Stream): ApiServerError =>
  new ApiServerError(
    'ResourceInUseException',
    `Stream ${stream.name} under account ${account.id} is in state ${stream.status}, and not ACTIVE.`,
  );

/** The message "includes the account ID, stream name, and shard ID". */
export const rateExceeded = (stream: Stream, shard: Shard): ApiServerError =>
  new ApiServerError(
    'ProvisionedThroughputExceededException',
    `Rate exceeded for shard ${shard.id} in stream ${stream.name} under account ${account.id}.`,
  );

export const expiredIterator = (): ApiServerError =>
  new ApiServerError(
    'ExpiredIteratorException',
    'Iterator expired. The iterator was created more than 300 seconds ago, which is longer than an iterator lives.',
  );

/** "The processing of the request failed because of an unknown error, exception, or failure." */
export const internalFailure = (): ApiServerError =>
  new ApiServerError('InternalFailure', 'Internal Service Failure', 500);

export const unavailable = (): ApiServerError =>
  new ApiServerError(
    'ServiceUnavailable',
    'The request has failed due to a temporary failure of the server.',
    503,
  );

/** "The pagination token passed to the operation is expired", or is none. */
export const expiredNextToken = (): ApiServerError =>
  new ApiServerError('ExpiredNextTokenException', 'The NextToken is expired, or is none that was given.');
