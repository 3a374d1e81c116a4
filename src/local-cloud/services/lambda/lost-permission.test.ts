import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { tableResource } from '../../testing/dynamodb.ts';
import { startLambda } from '../../testing/lambda.ts';
import { startMappedQueue } from '../../testing/mapped-queue.ts';
import { functionResource } from '../../testing/templates.ts';

test('deny: a table refuses a function’s role at the first try, and nobody else', async (t) => {
  const bench = await startLambda(t, {
    Function: functionResource(
      `const { DynamoDBClient, PutItemCommand } = require('@aws-sdk/client-dynamodb');
       const db = new DynamoDBClient();
       exports.handler = async (event) => {
         await db.send(new PutItemCommand({ TableName: process.env.TABLE, Item: { id: { S: event.id } } }));
       };`,
      { Environment: { Variables: { TABLE: { Ref: 'Table' } } }, Timeout: 30 },
    ),
    Table: tableResource({ TableName: 'Orders' }),
  });
  const mend = bench.cloud.faults.inject({ resource: 'Table', fault: 'deny' });
  const { payload } = await bench.invoke({ id: 'one' });
  assert.equal(payload.errorType, 'AccessDeniedException');
  assert.match(payload.errorMessage, /not authorized to perform: dynamodb:PutItem on resource: arn:aws:/);
  assert.deepEqual(
    bench.eventsOf('fault-injected').map(({ fault }) => fault),
    ['deny'],
  );
  const outside = new DynamoDBClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    endpoint: bench.cloud.endpoints.dynamodb,
  });
  t.after(() => outside.destroy());
  await outside.send(new PutItemCommand({ TableName: 'Orders', Item: { id: { S: 'from outside' } } }));
  mend();
  assert.equal((await bench.invoke({ id: 'two' })).functionError, undefined);
});

test('deny: a queue takes messages and hands none to the poller; they are worked on when it may receive again', async (t) => {
  // What was received before may not be deleted either: it appears again after so long.
  const { cloud, watch, send } = await startMappedQueue(t, {
    queue: { VisibilityTimeout: 5 },
    mapping: { BatchSize: 1 },
  });
  const mend = cloud.faults.inject({ resource: 'Queue', fault: 'deny' });
  const sent = Array.from({ length: 12 }, (_, index) => String(index));
  await send(sent);
  await watch.until(() => watch.of('fault-injected', 'Queue').length >= 10, 'ten refused receives');
  // What a poller asked for before it lost the permission, it may still get.
  const before = watch.of('invocation-started').length;
  assert.ok(before < sent.length, `${before} of ${sent.length} messages were received`);
  mend();
  await watch.until(
    () => watch.of('message-deleted', 'Queue').length === sent.length,
    'all are done',
    60_000,
  );
});
