import assert from 'node:assert/strict';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startTable } from '../../testing/dynamodb.ts';

const behaviour = behavioursOf('DynamoDB updates', import.meta.filename);
const source =
  'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html';

/** A list of an item after an update expression. */
const listAfter = async (
  t: Parameters<typeof startTable>[0],
  list: unknown[],
  expression: string,
  values = {},
) => {
  const { put, update } = await startTable(t);
  await put({ id: 'a', l: list, m: { k: list } });
  const { Attributes } = await update(
    { id: 'a' },
    {
      UpdateExpression: expression,
      ReturnValues: 'ALL_NEW',
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    },
  );
  return { list: Attributes?.l, nested: Attributes?.m.k };
};

for (const { expression, expected } of [
  { expression: 'REMOVE l[1], l[2]', expected: ['a', 'd'] },
  { expression: 'REMOVE l[2], l[0]', expected: ['b', 'd'] },
  { expression: 'REMOVE l[0], l[1], l[3]', expected: ['c'] },
  { expression: 'REMOVE l[9]', expected: ['a', 'b', 'c', 'd'] },
]) {
  behaviour(
    `elements of a list are removed by the positions that they had: ${expression}`,
    { source: `${source}#Expressions.UpdateExpressions.REMOVE` },
    async (t) => {
      assert.deepEqual((await listAfter(t, ['a', 'b', 'c', 'd'], expression)).list, expected);
      const nested = await listAfter(t, ['a', 'b', 'c', 'd'], expression.replaceAll('l[', 'm.k['));
      assert.deepEqual(nested.nested, expected);
    },
  );
}

behaviour(
  'what is set beyond the end of a list is appended, in the order of its positions',
  { source: `${source}#Expressions.UpdateExpressions.SET` },
  async (t) => {
    const set = 'SET l[9] = :late, l[5] = :early REMOVE l[0]';
    const { list } = await listAfter(t, ['a', 'b'], set, { ':late': 'y', ':early': 'x' });
    assert.deepEqual(list, ['b', 'x', 'y']);
  },
);

behaviour(
  'every action reads the item as it was before all of them',
  { source: `${source}#Expressions.UpdateExpressions.SET` },
  async (t) => {
    const { put, update } = await startTable(t);
    await put({ id: 'a', x: 1, y: 2, gone: 3, tags: new Set(['p']) });
    const { Attributes } = await update(
      { id: 'a' },
      {
        UpdateExpression: 'SET x = y, y = x, kept = gone REMOVE gone ADD n :one, tags :q DELETE extra :q',
        ExpressionAttributeValues: { ':one': 1, ':q': new Set(['q']) },
        ReturnValues: 'ALL_NEW',
      },
    );
    assert.deepEqual(Attributes, { id: 'a', x: 2, y: 1, kept: 3, n: 1, tags: new Set(['p', 'q']) });
  },
);

for (const { expression, message } of [
  {
    expression: 'SET a = :v, a.b = :v',
    message:
      'Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]',
  },
  {
    expression: 'SET a.b = :v REMOVE a[0]',
    message:
      'Invalid UpdateExpression: Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, [0]]',
  },
  {
    expression: 'SET absent.entry = :v',
    message: 'The document path provided in the update expression is invalid for update',
  },
  {
    expression: 'SET a = absent + :v',
    message: 'The provided expression refers to an attribute that does not exist in the item',
  },
  {
    expression: 'SET a = words + :v',
    message: 'An operand in the update expression has an incorrect data type',
  },
  {
    expression: 'ADD words :v',
    message: 'An operand in the update expression has an incorrect data type',
  },
  {
    expression: 'SET id = :v',
    message:
      'One or more parameter values were invalid: Cannot update attribute id. This attribute is part of the key',
  },
]) {
  behaviour(
    `${expression} is refused, and nothing is changed`,
    { source, note: 'the words are as recorded by others' },
    async (t) => {
      const { put, get, update } = await startTable(t);
      await put({ id: 'i', words: 'w' });
      await assert.rejects(
        update({ id: 'i' }, { UpdateExpression: expression, ExpressionAttributeValues: { ':v': 1 } }),
        { name: 'ValidationException', message },
      );
      assert.deepEqual((await get({ id: 'i' })).Item, { id: 'i', words: 'w' });
    },
  );
}

behaviour(
  'an update gives the parts of the item that it named, as they were and as they are',
  { source: 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html' },
  async (t) => {
    const { put, update } = await startTable(t);
    await put({ id: 'a', m: { x: 1, y: 2 }, extra: 1 });
    const setX = (ReturnValues: 'UPDATED_OLD' | 'UPDATED_NEW') =>
      update(
        { id: 'a' },
        {
          UpdateExpression: 'SET m.x = m.x + :one, fresh = :one REMOVE extra',
          ExpressionAttributeValues: { ':one': 1 },
          ReturnValues,
        },
      );
    assert.deepEqual((await setX('UPDATED_OLD')).Attributes, { m: { x: 1 }, extra: 1 });
    assert.deepEqual((await setX('UPDATED_NEW')).Attributes, { m: { x: 3 }, fresh: 1 });
    const created = await update({ id: 'b' }, { UpdateExpression: 'REMOVE x', ReturnValues: 'UPDATED_OLD' });
    assert.equal(created.Attributes, undefined);
  },
);

behaviour(
  'the parameters of before expressions update as they did',
  {
    source:
      'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.AttributeUpdates.html',
  },
  async (t) => {
    const { put, update } = await startTable(t);
    await put({ id: 'a', n: 1, tags: new Set(['p', 'q']), gone: true });
    const { Attributes } = await update(
      { id: 'a' },
      {
        AttributeUpdates: {
          n: { Action: 'ADD', Value: 2 },
          tags: { Action: 'DELETE', Value: new Set(['p']) },
          gone: { Action: 'DELETE' },
          fresh: { Action: 'PUT', Value: 'f' },
        },
        Expected: {
          n: { ComparisonOperator: 'EQ', AttributeValueList: [7] },
          gone: { Exists: true, Value: true },
        },
        ConditionalOperator: 'OR',
        ReturnValues: 'ALL_NEW',
      },
    );
    assert.deepEqual(Attributes, { id: 'a', n: 3, tags: new Set(['q']), fresh: 'f' });
  },
);
