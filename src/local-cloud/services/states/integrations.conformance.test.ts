import assert from 'node:assert/strict';
import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { behavioursOf } from '../../testing/behaviour.ts';
import { clientsOf } from '../../testing/clients.ts';
import { startStates } from '../../testing/state-machine.ts';
import { queueResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('Step Functions', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/step-functions/latest/dg';

const table = {
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  },
};
const onTable = (action: string, more: Record<string, unknown>, state: Record<string, unknown>) => ({
  Type: 'Task',
  Resource: `arn:aws:states:::dynamodb:${action}`,
  Arguments: { TableName: { Ref: 'Table' }, ...more },
  ...state,
});
const Key = { id: { S: '{% $states.context.Execution.Input.id %}' } };

behaviour(
  'a Task puts, updates, gets and deletes an item, and a condition that does not hold is an error that is caught',
  { source: `${guide}/connect-ddb.html` },
  async (t) => {
    const { run, watch } = await startStates(
      t,
      {
        Put: onTable(
          'putItem',
          { Item: Key, ConditionExpression: 'attribute_not_exists(id)' },
          {
            Catch: [{ ErrorEquals: ['DynamoDB.ConditionalCheckFailedException'], Next: 'Delete' }],
            Next: 'Update',
          },
        ),
        Update: onTable(
          'updateItem',
          { Key, UpdateExpression: 'SET n = :n', ExpressionAttributeValues: { ':n': { N: '3' } } },
          { Next: 'Get' },
        ),
        Get: onTable('getItem', { Key }, { Output: '{% $states.result.Item.n.N %}', End: true }),
        Delete: onTable('deleteItem', { Key }, { Output: 'deleted', End: true }),
      },
      { resources: { Table: table } },
    );
    assert.equal((await run({ id: 'a' })).result, '3');
    assert.equal((await run({ id: 'a' })).result, 'deleted');
    assert.deepEqual(
      watch.of('item-written', 'Table').map(({ change }) => change),
      ['inserted', 'modified', 'removed'],
    );
  },
);

behaviour(
  'a Task sends a message to a queue, a notification to a topic and an event to a bus, and gets their ids',
  { source: `${guide}/integrate-optimized.html` },
  async (t) => {
    const { run, watch } = await startStates(
      t,
      {
        Queue: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage',
          Arguments: { QueueUrl: { Ref: 'Jobs' }, MessageBody: { n: '{% $states.input.n %}' } },
          Output: '{% [$states.result.MessageId] %}',
          Next: 'Topic',
        },
        Topic: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sns:publish',
          Arguments: { TopicArn: { Ref: 'News' }, Message: 'told' },
          Output: '{% $append($states.input, $states.result.MessageId) %}',
          Next: 'Bus',
        },
        Bus: {
          Type: 'Task',
          Resource: 'arn:aws:states:::events:putEvents',
          Arguments: {
            Entries: [
              { EventBusName: { Ref: 'Happened' }, Source: 'test', DetailType: 'done', Detail: { n: 1 } },
            ],
          },
          Output: '{% $append($states.input, $states.result.Entries[0].EventId) %}',
          End: true,
        },
      },
      {
        resources: {
          Jobs: queueResource(),
          News: { Type: 'AWS::SNS::Topic', Properties: {} },
          Happened: { Type: 'AWS::Events::EventBus', Properties: { Name: 'happened' } },
        },
      },
    );
    const { result } = await run({ n: 1 });
    const execution = watch.of('execution-started')[0]?.executionId;
    const [message] = watch.of('message-enqueued', 'Jobs');
    const [notification] = watch.of('event-published', 'News');
    const [event] = watch.of('event-published', 'Happened');
    assert.deepEqual(result, [message?.messageId, notification?.eventId, event?.eventId]);
    assert.deepEqual([message?.cause, notification?.cause, event?.cause], [execution, execution, execution]);
  },
);

behaviour(
  'a rule starts an execution with the event as its input',
  { source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html' },
  async (t) => {
    const { cloud, watch, client, machine, describe } = await startStates(
      t,
      { Take: { Type: 'Succeed', Output: '{% $states.input.detail.n %}' } },
      {
        resources: {
          Rule: {
            Type: 'AWS::Events::Rule',
            Properties: {
              EventPattern: { source: ['test'] },
              Targets: [
                { Id: 'Machine', Arn: { Ref: 'Machine' }, RoleArn: 'arn:aws:iam::000000000000:role/test' },
              ],
            },
          },
        },
      },
    );
    const { eventBridge } = clientsOf(t, cloud);
    await eventBridge.send(
      new PutEventsCommand({ Entries: [{ Source: 'test', DetailType: 'd', Detail: '{"n":5}' }] }),
    );
    await watch.first('execution-ended', 'Machine');
    const { executions = [] } = await client.send(new ListExecutionsCommand({ stateMachineArn: machine }));
    assert.equal((await describe(executions[0]?.executionArn ?? '')).output, '5');
    const [event] = watch.of('event-published');
    assert.deepEqual(watch.of('execution-started')[0]?.causes, [event?.eventId]);
  },
);
