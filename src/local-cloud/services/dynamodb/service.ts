import { defineService } from '../../kernel/contracts/service.ts';
import { DynamoDb } from './dynamodb.ts';
import { dynamodbGlobalTable } from './resources/global-table.ts';
import { dynamodbTable } from './resources/table.ts';
import { dynamodbSettings } from './settings.ts';

/** Amazon DynamoDB: tables with their indexes, their capacity and their streams. */
export const dynamodb = defineService({
  name: 'dynamodb',
  // The SDKs have a client of its own for the API of DynamoDB Streams; here it is answered at the same address.
  endpoints: ['dynamodb', 'dynamodb_streams'],
  settings: dynamodbSettings,
  eventSource: 'stream',
  resourceTypes: () => [dynamodbGlobalTable, dynamodbTable],
  typesWithoutEffect: [],
  notShown: [
    {
      service: 'DynamoDB',
      name: 'an eventually consistent read may return older data, and a global secondary index lags behind its table',
      here: 'Every read and every index gives the latest write, so a missing ConsistentRead is never found out.',
      source:
        'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html',
    },
    {
      service: 'DynamoDB',
      name: 'capacity may end in the middle of a batch, and then a part of it is handed back',
      here: 'Each table of a batch takes all of its items or hands all of them back: what was recorded of AWS right after a table is made takes batches that are larger than its second.',
      source: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html',
    },
    {
      service: 'DynamoDB',
      name: 'a write that is copied to another replica of a global table takes capacity there, and is billed there',
      here: 'Only the write itself takes capacity, in its own Region: no replica is throttled by what is copied to it.',
      source:
        'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html',
    },
    {
      service: 'DynamoDB',
      name: 'a table can be backed up, on demand and to any second of the last 35 days, and restored from it',
      here: 'No backup is made, and the calls for it are refused. A lab that shows backups exports the items itself.',
      source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Backup-and-Restore.html',
    },
  ],
  async start(kernel, settings) {
    const running = await DynamoDb.start(kernel, settings);
    return {
      running,
      addresses: { dynamodb: running.address, dynamodb_streams: running.address },
      source: (arn) => running.stream(arn),
      call: (action, input, caller) => running.call(action, input, caller),
      close: () => running.close(),
    };
  },
});
