import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plan, refusalOf, stackOf } from '../testing/planned.ts';
import type { Template } from './template.ts';

const queue = (Properties: Record<string, unknown> = {}) => ({ Type: 'AWS::SQS::Queue', Properties });

test('everything that is not supported is refused in one message, each with its place in template and app', () => {
  const { problem: message } = refusalOf(
    stackOf({
      Transform: 'AWS::Serverless-2016-10-31',
      Resources: {
        Files: {
          Type: 'AWS::EFS::FileSystem',
          Metadata: { 'aws:cdk:path': 'Test/Files/Resource' },
        },
        Queue: { ...queue({ VisibilityTimout: 30 }), Metadata: { 'aws:cdk:path': 'Test/Queue/Resource' } },
        Table: {
          Type: 'AWS::DynamoDB::Table',
          Properties: {
            AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
            KeySchema: [{ AttributeName: 'id', KeyType: 'HASH', Order: 1 }],
            BillingMode: 'SOMETIMES',
          },
        },
        Late: { ...queue(), CreationPolicy: {} } as never,
        Seeder: { Type: 'Custom::Seed', Properties: { ServiceToken: 'arn' } },
        Wide: queue({ QueueName: { 'Fn::Transform': {} } }),
      },
    } as Template),
  );
  for (const expected of [
    /at Transform: macros are not supported/,
    /Files \(AWS::EFS::FileSystem, construct Test\/Files\/Resource\) at Resources\.Files\.Type: this resource type is not/,
    /Queue \(AWS::SQS::Queue, construct Test\/Queue\/Resource\) at Resources\.Queue\.Properties\.VisibilityTimout: .* Did you mean VisibilityTimeout\? Supported: /,
    /at Resources\.Table\.Properties\.KeySchema\.0\.Order: this property is not supported/,
    /at Resources\.Table\.Properties\.BillingMode: "SOMETIMES" is not possible/,
    /at Resources\.Late\.CreationPolicy: this attribute is not supported/,
    /Seeder \(Custom::Seed\) at Resources\.Seeder\.Properties\.ServiceToken: "arn" is not possible: must be the ARN of a function/,
    /at Resources\.Wide\.Properties\.QueueName: the intrinsic function Fn::Transform is not supported/,
  ]) {
    assert.match(message, expected);
  }
});

test('a reference to a refused resource is no problem of its own', () => {
  const { problem: message } = refusalOf(
    stackOf({
      Resources: { Files: { Type: 'AWS::EFS::FileSystem' }, Queue: queue({ QueueName: { Ref: 'Files' } }) },
      Outputs: { Name: { Value: { Ref: 'Files' } } },
    }),
  );
  assert.equal(message.match(/^ {2}- /gm)?.length, 1);
});

test('a table that DynamoDB would refuse is refused with everything else', () => {
  const table = {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    },
  };
  assert.match(
    refusalOf(stackOf({ Resources: { Table: table } })).problem,
    /at Resources\.Table\.Properties: .*WriteCapacityUnits must both be specified/,
  );
});

test('a condition decides on resources, properties and outputs', () => {
  const { steps, outputs } = plan(
    stackOf({
      Parameters: { Stage: { Type: 'String', Default: 'test' } },
      Conditions: {
        IsTest: { 'Fn::Equals': [{ Ref: 'Stage' }, 'test'] },
        IsLive: { 'Fn::Not': [{ Condition: 'IsTest' }] },
      },
      Resources: {
        Test: { ...queue({ VisibilityTimeout: { 'Fn::If': ['IsTest', 5, 30] } }), Condition: 'IsTest' },
        Live: { ...queue(), Condition: 'IsLive' },
      },
      Outputs: {
        Kept: { Value: 'yes', Condition: 'IsTest' },
        Dropped: { Value: { Ref: 'Live' }, Condition: 'IsLive' },
      },
    }),
  );
  assert.deepEqual(
    steps.map(({ resource }) => resource.logicalId),
    ['Test'],
  );
  assert.deepEqual(steps[0]?.resource.properties, { VisibilityTimeout: 5 });
  assert.deepEqual(outputs, { Kept: 'yes' });
});

test('a reference to a resource that its condition leaves out is refused', () => {
  const { problem: message } = refusalOf(
    stackOf({
      Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
      Resources: {
        Gone: { ...queue(), Condition: 'Never' },
        Queue: queue({ QueueName: { 'Fn::GetAtt': ['Gone', 'QueueName'] } }),
      },
    }),
  );
  assert.match(message, /refers to Gone, which its condition leaves out/);
});

test('resources come after what they refer to or depend on, and types without effect make no circle', () => {
  const { steps } = plan(
    stackOf({
      Resources: {
        Main: {
          ...queue({
            RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 3 },
          }),
          DependsOn: ['Policy'],
        },
        Policy: {
          Type: 'AWS::IAM::Policy',
          Properties: { PolicyDocument: { Resource: { 'Fn::GetAtt': ['Main', 'Arn'] } } },
          DependsOn: 'Main',
        },
        Dead: { ...queue(), DependsOn: 'Other' },
        Other: queue(),
      },
    }),
  );
  assert.deepEqual(
    steps.map(({ resource }) => resource.logicalId),
    ['Other', 'Dead', 'Main'],
  );
});

test('a circle of resources is named', () => {
  assert.throws(
    () =>
      plan(stackOf({ Resources: { A: { ...queue(), DependsOn: 'B' }, B: { ...queue(), DependsOn: 'A' } } })),
    /A → B → A/,
  );
});

test('a stack sees what an earlier one exports, and equal logical IDs and outputs are told apart', () => {
  const shared = { Value: { 'Fn::GetAtt': ['Queue', 'Arn'] } };
  const { steps, outputs } = plan(
    stackOf(
      { Resources: { Queue: queue() }, Outputs: { Shared: { ...shared, Export: { Name: 'One:Queue' } } } },
      'One',
    ),
    stackOf(
      {
        Resources: {
          Queue: queue({
            RedrivePolicy: { deadLetterTargetArn: { 'Fn::ImportValue': 'One:Queue' }, maxReceiveCount: 2 },
          }),
        },
        Outputs: { Shared: shared },
      },
      'Two',
    ),
  );
  assert.deepEqual(
    steps.map(({ resource }) => resource.logicalId),
    ['Queue', 'Two-Queue'],
  );
  assert.deepEqual(outputs, {
    'One.Shared': 'arn:aws:sqs:us-east-1:000000000000:One-Queue',
    'Two.Shared': 'arn:aws:sqs:us-east-1:000000000000:Two-Queue',
  });
});

test('parameters have their defaults, lists among them; one without, or from Parameter Store, is refused', () => {
  const { outputs } = plan(
    stackOf({
      Parameters: {
        BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/version' },
        Names: { Type: 'CommaDelimitedList', Default: 'one, two' },
      },
      Rules: { CheckBootstrapVersion: {} },
      Outputs: { Second: { Value: { 'Fn::Select': [1, { Ref: 'Names' }] } } },
    } as Template),
  );
  assert.deepEqual(outputs, { Second: 'two' });
  const { problem: message } = refusalOf(
    stackOf({
      Parameters: {
        Stage: { Type: 'String' },
        Secret: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/x' },
      },
      Resources: { A: queue({ QueueName: { Ref: 'Stage' } }), B: queue({ QueueName: { Ref: 'Secret' } }) },
    }),
  );
  assert.match(message, /Stage has no default/);
  assert.match(message, /Secret is read from SSM Parameter Store/);
});

test('custom resources that only tidy up are accepted, and their provider is not created', () => {
  const provider = (name: string) => ({ 'Fn::GetAtt': [name, 'Arn'] });
  const { steps, withoutEffect } = plan(
    stackOf({
      Resources: {
        Retention: { Type: 'Custom::LogRetention', Properties: { ServiceToken: provider('Provider') } },
        Provider: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Code: { S3Bucket: 'b', S3Key: 'not-there.zip' },
            Handler: 'index.handler',
            Runtime: 'nodejs24.x',
          },
        },
      },
    }),
  );
  assert.deepEqual(steps, []);
  assert.deepEqual(
    withoutEffect.map(({ resource, what }) => [resource, what]),
    [
      ['Retention', 'Custom::LogRetention'],
      ['Provider', 'AWS::Lambda::Function'],
    ],
  );
});

test('properties without effect are listed with the reason', () => {
  const { withoutEffect } = plan(
    stackOf({ Resources: { Queue: queue({ Tags: [{ Key: 'a', Value: 'b' }] }) } }),
  );
  assert.deepEqual(withoutEffect, [
    { resource: 'Queue', what: 'AWS::SQS::Queue Tags', reason: 'nothing here is billed or selected by tag' },
  ]);
});
