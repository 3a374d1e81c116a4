import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc, propertyRuns } from '#testing/properties.ts';
import { Clock } from '../../kernel/clock.ts';
import { EventStream } from '../../kernel/events.ts';
import { Metrics } from '../../kernel/metrics.ts';
import { defaultSettings } from '../../settings.ts';
import { isSameItem } from './comparison.ts';
import { DynamoDbError } from './errors.ts';
import type { Item } from './item.ts';
import { operations } from './operations/registry.ts';
import { TableMetrics } from './table-metrics.ts';
import { Tables } from './tables.ts';

const TableName = 'Orders';
const keys = ['a', 'b', 'c', 'd'];
const key = fc.constantFrom(...keys);
const status = fc.constantFrom('open', 'sent', undefined);
const item = fc.record({ id: key, status, n: fc.integer({ min: 0, max: 3 }) }).map(
  ({ id, status, n }): Item => ({
    id: { S: id },
    n: { N: `${n}` },
    ...(status && { status: { S: status } }),
  }),
);

const condition = fc.constantFrom(undefined, 'attribute_exists(id)', 'attribute_not_exists(id)');
const withCondition = (ConditionExpression: string | undefined) =>
  ConditionExpression ? { ConditionExpression } : {};

const put = fc
  .tuple(item, condition)
  .map(([Item, when]) => ({ Put: { TableName, Item, ...withCondition(when) }, key: Item.id?.S ?? '' }));
const remove = fc
  .tuple(key, condition)
  .map(([id, when]) => ({ Delete: { TableName, Key: { id: { S: id } }, ...withCondition(when) }, key: id }));
const update = fc.tuple(key, status, condition).map(([id, value, when]) => ({
  Update: {
    TableName,
    Key: { id: { S: id } },
    ...withCondition(when),
    UpdateExpression: value ? 'SET #s = :s ADD m :one' : 'REMOVE #s ADD m :one',
    ExpressionAttributeNames: { '#s': 'status' },
    ExpressionAttributeValues: { ':one': { N: '1' }, ...(value && { ':s': { S: value } }) },
  },
  key: id,
}));
const write = fc.oneof(put, remove, update);
const step = fc.oneof(
  write.map((one) => [one]),
  fc.uniqueArray(write, { selector: (each) => each.key, minLength: 2, maxLength: 4 }),
);

const names = { Put: 'PutItem', Delete: 'DeleteItem', Update: 'UpdateItem' } as const;
const inTable = (tables: Tables): Item[] => [...tables.table(TableName).items.range({})];

/** One write as it is, several as a transaction. Gives whether they were done. */
async function run(tables: Tables, writes: { key: string }[]): Promise<boolean> {
  const actions = writes.map(
    ({ key: _, ...action }) => action as Partial<Record<keyof typeof names, object>>,
  );
  const [only] = actions;
  const [name] = Object.keys(only ?? {}) as (keyof typeof names)[];
  const operation = actions.length === 1 && name ? names[name] : 'TransactWriteItems';
  const input = actions.length === 1 && name ? only?.[name] : { TransactItems: actions };
  try {
    await operations.get(operation)?.(input as Record<string, unknown>, tables, {
      operation,
      invocationId: undefined,
    });
    return true;
  } catch (error) {
    if (error instanceof DynamoDbError && /ConditionalCheckFailed|TransactionCanceled/.test(error.code))
      return false;
    throw error;
  }
}

test('after any writes the stream replays to the table, every index shows what it should, and what failed left no trace', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
      const clock = new Clock(1);
      const tables = new Tables({
        events: new EventStream(),
        clock,
        metrics: new TableMetrics(new Metrics(clock)),
        settings: defaultSettings,
      });
      tables.create({
        logicalId: TableName,
        definition: {
          TableName,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: ['id', 'status'].map((AttributeName) => ({
            AttributeName,
            AttributeType: 'S',
          })),
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          GlobalSecondaryIndexes: [
            {
              IndexName: 'byStatus',
              KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' }],
              Projection: { ProjectionType: 'KEYS_ONLY' },
            },
          ],
        },
        streamViewType: 'NEW_AND_OLD_IMAGES',
      });
      const table = tables.table(TableName);
      const records = table.stream?.records ?? [];

      for (const writes of steps) {
        const before = new Map(inTable(tables).map((each) => [each.id?.S, each]));
        const recordsBefore = records.length;
        const done = await run(tables, writes);
        const after = new Map(inTable(tables).map((each) => [each.id?.S, each]));
        const touched = new Set(writes.map((each) => each.key));
        for (const id of keys) {
          if (done && touched.has(id)) continue;
          assert.ok(isSameItem(before.get(id), after.get(id)), `${id} changed without being written`);
        }
        if (!done) assert.equal(records.length, recordsBefore);
      }

      const replayed = new Map<string | undefined, Item>();
      for (const { eventName, keys: recordKeys, newImage, oldImage } of records) {
        const id = recordKeys.id?.S;
        assert.ok(isSameItem(replayed.get(id), oldImage), 'the old image is what was there');
        assert.equal(eventName, oldImage ? (newImage ? 'MODIFY' : 'REMOVE') : 'INSERT');
        if (newImage) replayed.set(id, newImage);
        else replayed.delete(id);
      }
      const items = inTable(tables);
      assert.equal(replayed.size, items.length);
      for (const each of items) assert.ok(isSameItem(replayed.get(each.id?.S), each));

      const indexed = [...table.index('byStatus').entries.range({})];
      assert.deepEqual(
        indexed.map((each) => `${each.status?.S} ${each.id?.S}`).sort(),
        items.flatMap((each) => (each.status ? [`${each.status.S} ${each.id?.S}`] : [])).sort(),
      );
      clock.stop();
    }),
    { numRuns: propertyRuns(50) },
  );
});
