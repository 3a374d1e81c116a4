import assert from 'node:assert/strict';
import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startTable, tableIndexedByStatus } from '../../testing/dynamodb.ts';

const behaviour = behavioursOf('DynamoDB limits', import.meta.filename);
const constraints = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html';
const recorded = 'the words are as recorded by others';
const TableName = 'Test-Table';

type Item = Record<string, AttributeValue>;
type Road = (base: DynamoDBClient, item: Item) => Promise<unknown>;

/** Every way to store an item. */
const puts: Record<string, Road> = {
  PutItem: (base, Item) => base.send(new PutItemCommand({ TableName, Item })),
  BatchWriteItem: (base, Item) =>
    base.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: [{ PutRequest: { Item } }] } })),
  TransactWriteItems: (base, Item) =>
    base.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName, Item } }] })),
};

/** The one attribute beside the key, set by an update of an item that is not there yet. */
const updateOf = ({ id, ...rest }: Item) => {
  const [name = '', value] = Object.entries(rest)[0] ?? [];
  return {
    TableName,
    Key: { id: id as AttributeValue },
    UpdateExpression: 'SET #name = :value',
    ExpressionAttributeNames: { '#name': name },
    ExpressionAttributeValues: { ':value': value as AttributeValue },
  };
};

const updates: Record<string, Road> = {
  UpdateItem: (base, item) => base.send(new UpdateItemCommand(updateOf(item))),
  'Update of TransactWriteItems': (base, item) =>
    base.send(new TransactWriteItemsCommand({ TransactItems: [{ Update: updateOf(item) }] })),
};

/** Every way to name an item by its key. */
const byKey: Record<string, Road> = {
  GetItem: (base, Key) => base.send(new GetItemCommand({ TableName, Key })),
  DeleteItem: (base, Key) => base.send(new DeleteItemCommand({ TableName, Key })),
  UpdateItem: (base, Key) => base.send(new UpdateItemCommand({ TableName, Key })),
  BatchGetItem: (base, Key) =>
    base.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [Key] } } })),
  'BatchWriteItem to delete': (base, Key) =>
    base.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: [{ DeleteRequest: { Key } }] } })),
  TransactGetItems: (base, Key) =>
    base.send(new TransactGetItemsCommand({ TransactItems: [{ Get: { TableName, Key } }] })),
  'TransactWriteItems to delete': (base, Key) =>
    base.send(new TransactWriteItemsCommand({ TransactItems: [{ Delete: { TableName, Key } }] })),
  'ConditionCheck of TransactWriteItems': (base, Key) =>
    base.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          { ConditionCheck: { TableName, Key, ConditionExpression: 'attribute_not_exists(id)' } },
        ],
      }),
    ),
  Query: (base, Key) =>
    base.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'id = :id',
        ExpressionAttributeValues: { ':id': Key.id as AttributeValue },
      }),
    ),
  'Scan that goes on behind it': (base, Key) =>
    base.send(new ScanCommand({ TableName, ExclusiveStartKey: Key })),
};

const key = (text: string): AttributeValue => ({ S: text });
const nested = (levels: number): AttributeValue =>
  levels === 1 ? { S: 'leaf' } : levels % 2 ? { L: [nested(levels - 1)] } : { M: { n: nested(levels - 1) } };

/** Refused directly, or as the reason why a transaction is canceled. */
async function assertRefused(work: Promise<unknown>, message: RegExp): Promise<void> {
  await assert.rejects(
    work,
    (error: {
      name: string;
      message: string;
      CancellationReasons?: { Code: string; Message?: string }[];
    }) => {
      const reason = error.CancellationReasons?.find(({ Code }) => Code !== 'None');
      assert.equal(reason?.Code ?? error.name, reason ? 'ValidationError' : 'ValidationException');
      assert.match(reason?.Message ?? error.message, message);
      return true;
    },
  );
}

const start = (t: Parameters<typeof startTable>[0]) =>
  startTable(t, tableIndexedByStatus(), { settings: { dynamodbCapacityScale: 100 } });

function refusedOnRoads(
  what: string,
  about: { source: string; roads: Record<string, Road>; item: Item; accepted?: Item; message: RegExp },
): void {
  for (const [road, send] of Object.entries(about.roads)) {
    behaviour(`${what} is refused by ${road}`, { source: about.source, note: recorded }, async (t) => {
      const { base } = await start(t);
      if (about.accepted) await send(base, about.accepted);
      await assertRefused(send(base, about.item), about.message);
    });
  }
}

refusedOnRoads('a partition key above 2048 bytes, counted in UTF-8,', {
  source: `${constraints}#limits-partition-sort-keys`,
  roads: { ...puts, ...byKey },
  accepted: { id: key('x'.repeat(2048)) },
  item: { id: key('é'.repeat(1025)) },
  message: /Size of hashkey has exceeded the maximum size limit of\s?2048 bytes/,
});

refusedOnRoads('an empty text as a key', {
  source: `${constraints}#limits-partition-sort-keys`,
  roads: { ...puts, ...byKey },
  item: { id: key('') },
  message: /The AttributeValue for a key attribute cannot contain an empty string value. Key: id$/,
});

refusedOnRoads('an empty text as the key of an index', {
  source: `${constraints}#limits-partition-sort-keys`,
  roads: puts,
  accepted: { id: key('a'), other: key('') },
  item: { id: key('a'), status: key('') },
  message:
    /^One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty string value. IndexName: byStatus, IndexKey: status$/,
});

refusedOnRoads('an empty text as the key of an index', {
  source: `${constraints}#limits-partition-sort-keys`,
  roads: updates,
  accepted: { id: key('a'), other: key('') },
  item: { id: key('a'), status: key('') },
  message: /attempted to update a secondary index key to a value that is not supported/,
});

refusedOnRoads('a key of an index above 2048 bytes', {
  source: `${constraints}#limits-partition-sort-keys`,
  roads: { ...puts, ...updates },
  accepted: { id: key('a'), status: key('x'.repeat(2048)) },
  item: { id: key('a'), status: key('x'.repeat(2049)) },
  message: /exceeded the maximum size limit|index key beyond allowed size limits/,
});

refusedOnRoads('a key of an index of another type', {
  source: `${constraints}#limits-partition-sort-keys`,
  roads: { ...puts, ...updates },
  item: { id: key('a'), status: { N: '1' } },
  message: /Type mismatch for Index Key status Expected: S Actual: N IndexName: byStatus/,
});

refusedOnRoads('an attribute below the 32nd level', {
  source: `${constraints}#limits-attributes`,
  roads: { ...puts, ...updates },
  accepted: { id: key('a'), deep: nested(32) },
  item: { id: key('a'), deep: nested(33) },
  message: /^Nesting Levels have exceeded supported limits/,
});

for (const [what, N, message] of [
  ['a number of 39 digits', '1'.repeat(39), /more than 38 significant digits/],
  ['a number above 9.99E+125', '1E126', /Number overflow/],
  ['a number closer to zero than 1E-130', '1E-131', /Number underflow/],
  ['a text as a number', 'one', /cannot be converted to a numeric value: one/],
] as const) {
  refusedOnRoads(what, {
    source: `${constraints}#limits-data-types`,
    roads: { ...puts, ...updates },
    item: { id: key('a'), n: { N } },
    message,
  });
}

refusedOnRoads('an item above 400 KB', {
  source: `${constraints}#limits-items`,
  roads: { ...puts, ...updates },
  accepted: { id: key('a'), t: key('x'.repeat(400 * 1024 - 4)) },
  item: { id: key('a'), t: key('x'.repeat(400 * 1024 - 3)) },
  message: /^Item size (to update )?has exceeded the maximum allowed size$/,
});

for (const { expression, begin, add, message } of [
  {
    expression: 'SET n = n + :add',
    begin: '9'.repeat(38),
    add: '0.1',
    message: /more than 38 significant digits/,
  },
  { expression: 'ADD n :add', begin: '9'.repeat(38), add: '0.1', message: /more than 38 significant digits/ },
  { expression: 'SET n = n - :add', begin: '-9.99E125', add: '9.99E125', message: /Number overflow/ },
  { expression: 'ADD n :add', begin: '9.99E125', add: '9.99E125', message: /Number overflow/ },
]) {
  behaviour(
    `${begin} and ${add}: a sum that is no number of DynamoDB is refused: ${expression}`,
    { source: `${constraints}#limits-data-types`, note: recorded },
    async (t) => {
      const { base } = await start(t);
      const Item = { id: key('a'), n: { N: begin } };
      await base.send(new PutItemCommand({ TableName, Item }));
      const update = {
        TableName,
        Key: { id: key('a') },
        UpdateExpression: expression,
        ExpressionAttributeValues: { ':add': { N: add } },
      };
      await assertRefused(base.send(new UpdateItemCommand(update)), message);
      await assertRefused(
        base.send(new TransactWriteItemsCommand({ TransactItems: [{ Update: update }] })),
        message,
      );
    },
  );
}

const names = (count: number) =>
  Array.from({ length: count }, (_, index) => `${'a'.repeat(45)}${100 + index}`);
const values = { ':v': key('x') };
const variables = Object.fromEntries(
  Array.from({ length: 101 }, (_, index) => [`:${index}`, key(`${index}`)]),
);

/** Every way to give an expression. */
const expressions: Record<string, (base: DynamoDBClient, text: string, values: Item) => Promise<unknown>> = {
  'the FilterExpression of Scan': (base, FilterExpression, ExpressionAttributeValues) =>
    base.send(new ScanCommand({ TableName, FilterExpression, ExpressionAttributeValues })),
  'the FilterExpression of Query': (base, FilterExpression, given) =>
    base.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'id = :id',
        FilterExpression,
        ExpressionAttributeValues: { ...given, ':id': key('a') },
      }),
    ),
  'the ConditionExpression of PutItem': (base, ConditionExpression, ExpressionAttributeValues) =>
    base.send(
      new PutItemCommand({
        TableName,
        Item: { id: key('a') },
        ConditionExpression,
        ExpressionAttributeValues,
      }),
    ),
  'the ConditionExpression of DeleteItem': (base, ConditionExpression, ExpressionAttributeValues) =>
    base.send(
      new DeleteItemCommand({
        TableName,
        Key: { id: key('a') },
        ConditionExpression,
        ExpressionAttributeValues,
      }),
    ),
  'a ConditionCheck of TransactWriteItems': (base, ConditionExpression, ExpressionAttributeValues) =>
    base.send(
      new TransactWriteItemsCommand({
        TransactItems: [
          {
            ConditionCheck: {
              TableName,
              Key: { id: key('a') },
              ConditionExpression,
              ExpressionAttributeValues,
            },
          },
        ],
      }),
    ),
};

for (const [where, send] of Object.entries(expressions)) {
  for (const [what, text, given, message] of [
    [
      'more than 4096 bytes',
      names(90)
        .map((name) => `${name}=:v`)
        .join(' OR '),
      values,
      /Expression size has exceeded the maximum allowed size; expression size: \d+$/,
    ],
    [
      'more than 300 operators',
      Array.from({ length: 151 }, () => 'a=:v').join(' OR '),
      values,
      /The expression contains too many operators; operator count: 301$/,
    ],
    [
      'IN with more than 100 operands',
      `a IN (${Object.keys(variables).join(',')})`,
      variables,
      /IN, number of operands: 101$/,
    ],
  ] as const) {
    behaviour(
      `${what} in ${where} are refused`,
      { source: `${constraints}#limits-expression-parameters`, note: recorded },
      async (t) => {
        const { base } = await start(t);
        await assertRefused(send(base, text, given), message);
      },
    );
  }
}

behaviour(
  'a ProjectionExpression above 4096 bytes is refused on every road',
  { source: `${constraints}#limits-expression-parameters`, note: recorded },
  async (t) => {
    const { base } = await start(t);
    const Key = { id: key('a') };
    const ProjectionExpression = names(86).join(',');
    const ask = { TableName, Key, ProjectionExpression };
    const tooLong = /^Invalid ProjectionExpression: Expression size has exceeded the maximum allowed size/;
    await assertRefused(base.send(new GetItemCommand(ask)), tooLong);
    await assertRefused(base.send(new TransactGetItemsCommand({ TransactItems: [{ Get: ask }] })), tooLong);
    await assertRefused(
      base.send(
        new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [Key], ProjectionExpression } } }),
      ),
      tooLong,
    );
    await assertRefused(base.send(new ScanCommand({ TableName, ProjectionExpression })), tooLong);
  },
);

behaviour(
  'what a global index does not project is refused, whether projected or filtered by',
  { source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html', note: recorded },
  async (t) => {
    const { base } = await start(t);
    const missing = /Global secondary index byStatus does not project \[extra\]$/;
    const ofIndex = {
      TableName,
      IndexName: 'byStatus',
      KeyConditionExpression: '#s = :s',
      ExpressionAttributeNames: { '#s': 'status' },
      ExpressionAttributeValues: { ':s': key('open') },
    };
    await assertRefused(base.send(new QueryCommand({ ...ofIndex, ProjectionExpression: 'extra' })), missing);
    await assertRefused(
      base.send(new QueryCommand({ ...ofIndex, FilterExpression: 'attribute_exists(extra)' })),
      missing,
    );
    const scan = { TableName, IndexName: 'byStatus' };
    await assertRefused(base.send(new ScanCommand({ ...scan, ProjectionExpression: 'extra.part' })), missing);
    await assertRefused(
      base.send(new ScanCommand({ ...scan, FilterExpression: 'attribute_exists(extra)' })),
      missing,
    );
    await base.send(new ScanCommand({ ...scan, ProjectionExpression: 'id' }));
  },
);

behaviour(
  'a batch writes 25 items at most, over all tables, and none twice',
  {
    source: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html',
    note: recorded,
  },
  async (t) => {
    const { base } = await startTable(t, tableIndexedByStatus(), {
      resources: { Other: tableIndexedByStatus() },
    });
    const requests = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ PutRequest: { Item: { id: key(`${index}`) } } }));
    const write = (RequestItems: Record<string, ReturnType<typeof requests>>) =>
      base.send(new BatchWriteItemCommand({ RequestItems }));
    await assertRefused(
      write({ [TableName]: requests(13), 'Test-Other': requests(13) }),
      /^Too many items requested for the BatchWriteItem call$/,
    );
    await assertRefused(write({ [TableName]: requests(26) }), /length less than or equal to 25/);
    await assertRefused(
      write({ [TableName]: [...requests(1), ...requests(1)] }),
      /^Provided list of item keys contains duplicates$/,
    );
    await write({ [TableName]: requests(13), 'Test-Other': requests(12) });
  },
);
