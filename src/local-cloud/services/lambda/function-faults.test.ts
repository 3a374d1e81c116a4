import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { startFunction, startLambda } from '../../testing/lambda.ts';
import { functionResource } from '../../testing/templates.ts';

const echo = 'exports.handler = async (event) => event;';
const faultsOf = (bench: Awaited<ReturnType<typeof startFunction>>) =>
  bench.eventsOf('fault-injected').map((each) => each.fault);

test('slow: the invocation takes longer, and the function’s timeout holds', async (t) => {
  const bench = await startFunction(t, echo, { Timeout: 1 });
  const end = bench.cloud.faults.inject({ resource: 'Function', fault: 'slow', milliseconds: 150 });
  const begun = performance.now();
  assert.deepEqual((await bench.invoke({ a: 1 })).payload, { a: 1 });
  assert.ok(performance.now() - begun >= 150);
  end();
  bench.cloud.faults.inject({ resource: 'Function', fault: 'slow', milliseconds: 5_000, times: 1 });
  assert.equal((await bench.invoke()).payload.errorType, 'Sandbox.Timedout');
  assert.deepEqual(faultsOf(bench), ['slow', 'slow']);
});

test('fail: the invocation fails without running the handler', async (t) => {
  const bench = await startFunction(t, `exports.handler = async () => { console.log('ran'); };`);
  bench.cloud.faults.inject({ resource: 'Function', fault: 'fail', times: 1 });
  assert.equal((await bench.invoke()).payload.errorType, 'InjectedFault');
  assert.ok(!bench.eventsOf('log-line').some((each) => each.line === 'ran'));
  assert.equal((await bench.invoke()).payload, null);
});

test('throttle: the caller gets 429 although there is concurrency', async (t) => {
  const bench = await startFunction(t, echo);
  bench.cloud.faults.inject({ resource: 'Function', fault: 'throttle', times: 1 });
  await assert.rejects(bench.invoke(), { name: 'TooManyRequestsException' });
  assert.equal(bench.eventsOf('invocation-throttled').length, 1);
  assert.deepEqual((await bench.invoke({ a: 1 })).payload, { a: 1 });
});

test('down: Lambda answers 500 ServiceException until the fault is ended', async (t) => {
  const bench = await startFunction(t, echo);
  const end = bench.cloud.faults.inject({ resource: 'Function', fault: 'down' });
  await assert.rejects(bench.invoke(), { name: 'ServiceException' });
  end();
  assert.deepEqual((await bench.invoke({ a: 1 })).payload, { a: 1 });
});

test('duplicate: an asynchronous event runs twice', async (t) => {
  const bench = await startFunction(t, echo);
  bench.cloud.faults.inject({ resource: 'Function', fault: 'duplicate', times: 1 });
  await bench.client.send(new InvokeCommand({ FunctionName: 'Test-Function', InvocationType: 'Event' }));
  let ended = 0;
  await bench.eventually((event) => {
    if (event.type === 'invocation-ended') ended += 1;
    return ended === 2;
  });
  assert.equal(new Set(bench.eventsOf('invocation-started').map((each) => each.invocationId)).size, 1);
});

test('crash-after-write: the item is stored, the invoker hears of a crash, and the environment is replaced', async (t) => {
  const bench = await startLambda(t, {
    Function: functionResource(
      `const { DynamoDBClient, PutItemCommand } = require('@aws-sdk/client-dynamodb');
       const db = new DynamoDBClient();
       exports.handler = async (event) => {
         await db.send(new PutItemCommand({ TableName: process.env.TABLE, Item: { id: { S: event.id } } }));
         return 'answered';
       };`,
      { Environment: { Variables: { TABLE: { Ref: 'Table' } } }, Timeout: 30 },
    ),
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        BillingMode: 'PAY_PER_REQUEST',
      },
    },
  });
  bench.cloud.faults.inject({ resource: 'Function', fault: 'crash-after-write', times: 1 });
  const { payload, functionError } = await bench.invoke({ id: 'one' });
  assert.equal(functionError, 'Unhandled');
  assert.equal(payload.errorType, 'Runtime.ExitError');
  assert.match(payload.errorMessage, /signal: killed$/);
  assert.deepEqual(
    bench.eventsOf('item-written').map((each) => each.key),
    ['id=one'],
  );
  assert.equal((await bench.invoke({ id: 'two' })).payload, 'answered');
  const started = bench.eventsOf('invocation-started');
  assert.notEqual(started[0]?.environmentId, started[1]?.environmentId);
  assert.deepEqual(faultsOf(bench), ['crash-after-write']);
});

test('crash-after-publish: the bus has the event, what comes after it is not done, and the environment is replaced', async (t) => {
  const bench = await startLambda(t, {
    Function: functionResource(
      `const { EventBridgeClient, PutEventsCommand } = require('@aws-sdk/client-eventbridge');
       const bus = new EventBridgeClient();
       exports.handler = async (event) => {
         const Entries = [{ Source: 'test', DetailType: 'Told', Detail: JSON.stringify(event) }];
         await bus.send(new PutEventsCommand({ Entries }));
         console.log('after');
         return 'answered';
       };`,
      { Timeout: 30 },
    ),
  });
  bench.cloud.faults.inject({ resource: 'Function', fault: 'crash-after-publish', times: 1 });
  const { functionError } = await bench.invoke({ id: 'one' });
  assert.equal(functionError, 'Unhandled');
  assert.equal(bench.eventsOf('event-published').length, 1);
  assert.ok(!bench.eventsOf('log-line').some(({ line }) => line.includes('after')));
  assert.equal((await bench.invoke({ id: 'two' })).payload, 'answered');
  assert.deepEqual(faultsOf(bench), ['crash-after-publish']);
});
