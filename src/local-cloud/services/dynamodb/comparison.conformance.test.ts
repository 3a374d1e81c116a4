import assert from 'node:assert/strict';
import {
  type AttributeValue,
  PutItemCommand,
  ScanCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startTable } from '../../testing/dynamodb.ts';

const behaviour = behavioursOf('DynamoDB conditions', import.meta.filename);
const source =
  'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html';

const item: Record<string, AttributeValue> = {
  id: { S: 'a' },
  m: { M: { a: { S: '1' }, b: { M: { c: { N: '1' } } } } },
  l: { L: [{ S: 'p' }, { N: '1.50' }, { M: { k: { BOOL: true } } }] },
  ss: { SS: ['x', 'y'] },
  ns: { NS: ['1', '2.50'] },
  b: { B: new Uint8Array([1, 200, 3]) },
  n: { N: '12345678901234567890123456789012345678' },
  s: { S: 'éa' },
};

for (const { condition, value, expected } of [
  {
    condition: 'm = :v',
    value: { M: { b: { M: { c: { N: '1.0' } } }, a: { S: '1' } } },
    expected: true,
  },
  { condition: 'm <> :v', value: { M: { a: { S: '1' }, b: { M: { c: { N: '1' } } } } }, expected: false },
  { condition: 'm = :v', value: { M: { a: { S: '1' } } }, expected: false },
  {
    condition: 'l = :v',
    value: { L: [{ S: 'p' }, { N: '1.5' }, { M: { k: { BOOL: true } } }] },
    expected: true,
  },
  {
    condition: 'l = :v',
    value: { L: [{ N: '1.5' }, { S: 'p' }, { M: { k: { BOOL: true } } }] },
    expected: false,
  },
  { condition: 'm IN (:v)', value: { M: { a: { S: '1' }, b: { M: { c: { N: '1' } } } } }, expected: true },
  { condition: 'contains(l, :v)', value: { M: { k: { BOOL: true } } }, expected: true },
  { condition: 'contains(l, :v)', value: { N: '1.5' }, expected: true },
  { condition: 'contains(ns, :v)', value: { N: '2.5' }, expected: true },
  { condition: 'ns = :v', value: { NS: ['2.5', '1.0'] }, expected: true },
  { condition: 'ss = :v', value: { SS: ['y', 'x'] }, expected: true },
  { condition: 'ss = :v', value: { SS: ['y', 'z'] }, expected: false },
  { condition: 'contains(b, :v)', value: { B: new Uint8Array([200]) }, expected: true },
  { condition: 'begins_with(b, :v)', value: { B: new Uint8Array([1, 200]) }, expected: true },
  { condition: 'n = :v', value: { N: '1.2345678901234567890123456789012345678E37' }, expected: true },
  { condition: 'n < :v', value: { N: '12345678901234567890123456789012345679' }, expected: true },
  { condition: 'n BETWEEN :v AND n', value: { N: '-1' }, expected: true },
  { condition: 's > :v', value: { S: 'zz' }, expected: true },
  { condition: 'attribute_type(m, :v)', value: { S: 'M' }, expected: true },
  { condition: 'absent <> :v', value: { S: 'x' }, expected: true },
  { condition: 'absent < :v', value: { S: 'x' }, expected: false },
  { condition: 'NOT absent = :v', value: { S: 'x' }, expected: true },
] as { condition: string; value: AttributeValue; expected: boolean }[]) {
  behaviour(
    `${condition} is ${expected} for ${JSON.stringify(value)}: as a condition, as a filter, in a transaction`,
    { source },
    async (t) => {
      const { base, TableName } = await startTable(t);
      await base.send(new PutItemCommand({ TableName, Item: item }));
      const ExpressionAttributeValues = { ':v': value };
      const filtered = await base.send(
        new ScanCommand({ TableName, FilterExpression: condition, ExpressionAttributeValues }),
      );
      assert.equal(filtered.Count, expected ? 1 : 0, 'filter');
      const asked = { TableName, Item: item, ConditionExpression: condition, ExpressionAttributeValues };
      const nameOf = (work: Promise<unknown>) =>
        work.then(
          () => 'done',
          (error: Error) => error.name,
        );
      assert.equal(
        await nameOf(base.send(new PutItemCommand(asked))),
        expected ? 'done' : 'ConditionalCheckFailedException',
      );
      assert.equal(
        await nameOf(base.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: asked }] }))),
        expected ? 'done' : 'TransactionCanceledException',
      );
    },
  );
}

behaviour(
  'elements of lists are projected in their order, without gaps, and paths with a common beginning together',
  {
    source:
      'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ProjectionExpressions.html',
  },
  async (t) => {
    const { put, get, transactGet, TableName } = await startTable(t);
    await put({ id: 'a', l: [{ x: 1, y: 2, z: 3 }, 'b', 'c'], m: { p: 1, q: { r: 2 } } });
    const Key = { id: 'a' };
    const ProjectionExpression = 'l[2], l[0].x, l[0].y, m.q.r, m.absent';
    const expected = { l: [{ x: 1, y: 2 }, 'c'], m: { q: { r: 2 } } };
    assert.deepEqual((await get(Key, { ProjectionExpression })).Item, expected);
    const TransactItems = [ProjectionExpression, 'absent', 'absent.entry'].map((each) => ({
      Get: { TableName, Key, ProjectionExpression: each },
    }));
    // "If a requested item could not be retrieved, the corresponding ItemResponse object is Null"
    assert.deepEqual((await transactGet({ TransactItems })).Responses, [{ Item: expected }, {}, {}]);
    assert.deepEqual((await get(Key, { ProjectionExpression: 'absent' })).Item, {});
  },
);
