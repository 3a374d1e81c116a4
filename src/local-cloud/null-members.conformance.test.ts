import assert from 'node:assert/strict';
import { startAccount } from './account/start-account.ts';
import { behavioursOf } from './testing/behaviour.ts';

const behaviour = behavioursOf('Every service', import.meta.filename);

/** Calls as somebody sends them who writes null for what is not there, by service and target. */
const calls: [service: string, target: string, input: object][] = [
  [
    'logs',
    'Logs_20140328.DescribeLogGroups',
    { logGroupNamePrefix: null, limit: null, accountIdentifiers: null },
  ],
  [
    'monitoring',
    'GraniteServiceVersion20100801.DescribeAlarms',
    { AlarmNames: null, ChildrenOfAlarmName: null },
  ],
  ['states', 'AWSStepFunctions.ListStateMachines', { maxResults: null }],
  [
    'ssm',
    'AmazonSSM.PutParameter',
    { Name: 'p', Value: 'x', Type: 'String', Policies: null, AllowedPattern: null, Tags: null },
  ],
  ['ssm', 'AmazonSSM.PutParameter', { Name: 'p', Value: 'y', Type: null, Overwrite: true }],
  ['events', 'AWSEvents.ListRules', { NamePrefix: null, EventBusName: null, Limit: null }],
  [
    'events',
    'AWSEvents.PutEvents',
    { EndpointId: null, Entries: [{ Source: 'a', DetailType: 'b', Detail: '{}', Time: null }] },
  ],
  ['kinesis', 'Kinesis_20131202.ListStreams', { Limit: null, NextToken: null }],
  ['sqs', 'AmazonSQS.CreateQueue', { QueueName: 'q', Attributes: null, tags: null }],
  ['dynamodb', 'DynamoDB_20120810.ListTables', { Limit: null }],
];

behaviour(
  'a member of a call that is null is one that is not there',
  {
    source:
      'https://github.com/smithy-lang/smithy/blob/main/smithy-aws-protocol-tests/model/awsJson1_1/null.smithy',
  },
  async (t) => {
    const account = await startAccount();
    t.after(() => account.close());
    for (const [service, target, input] of calls) {
      const response = await fetch(account.endpoint, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': target,
          authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
        },
        body: JSON.stringify(input),
      });
      assert.equal(response.status, 200, `${target}: ${await response.text()}`);
    }
  },
);
