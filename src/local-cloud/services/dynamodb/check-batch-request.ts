import { checkParsed } from './check-request.ts';
import { checkInput, type Input } from './dynalite-internals.ts';
import { validationError } from './errors.ts';
import { checkExpressionSizes, checkLevels } from './expression-limits.ts';
import type { Item } from './item.ts';

/** "up to 16 MB of data, consisting of up to 25 item put or delete operations" */
const maxWrites = 25;

interface WriteRequest {
  PutRequest?: { Item: Item };
  DeleteRequest?: { Key: Item };
}

/** As `checkRequest`, for the operations with a list per table. */
export function checkBatchRequest(operation: 'batchGetItem' | 'batchWriteItem', input: Input): Input {
  const given = Object.values((input.RequestItems ?? {}) as object) as unknown[];
  for (const each of given) if (each && typeof each === 'object') checkExpressionSizes(each as Input);
  const checked = checkInput(operation, input);
  const byTable = Object.values(checked.RequestItems as Record<string, unknown>);
  if (operation === 'batchGetItem') {
    for (const each of byTable as (Input & { Keys: Item[] })[]) {
      checkParsed(each);
      for (const key of each.Keys) checkLevels(key);
    }
    return checked;
  }
  const requests = (byTable as WriteRequest[][]).flat();
  if (requests.length > maxWrites)
    throw validationError('Too many items requested for the BatchWriteItem call');
  for (const { PutRequest, DeleteRequest } of requests) {
    if (PutRequest && DeleteRequest)
      throw validationError(
        'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
      );
    checkLevels(PutRequest?.Item ?? DeleteRequest?.Key);
  }
  return checked;
}
