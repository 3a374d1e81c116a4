import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DeployError } from '../kernel/errors.ts';
import { knownTypes } from '../services.ts';
import { functionResource } from '../testing/templates.ts';
import type { StackArtifact } from './assembly.ts';
import { planStacks } from './plan.ts';
import type { Template } from './template.ts';

const stackOf = (template: Template, name = 'Test'): StackArtifact => ({ name, template, assets: new Map() });

const plan = (...stacks: StackArtifact[]) => planStacks(stacks, knownTypes);

function refusalOf(...stacks: StackArtifact[]): string {
  try {
    planStacks(stacks, knownTypes);
  } catch (error) {
    assert.ok(error instanceof DeployError);
    return error.problem;
  }
  assert.fail('The assembly is planned, though it should be refused.');
}

const queue = (Properties: Record<string, unknown> = {}) => ({ Type: 'AWS::SQS::Queue', Properties });

test('everything that is not supported is refused in one message, each with its place in template and app', () => {
  const message = refusalOf(
    stackOf({
      Transform: 'AWS::Serverless-2016-10-31',
      Resources: {
        Bucket: {
          Type: 'AWS::S3::Bucket',
          Metadata: { 'aws:cdk:path': 'Test/Bucket/Resource' },
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
    /Bucket \(AWS::S3::Bucket, construct Test\/Bucket\/Resource\) at Resources\.Bucket\.Type: this resource type is not/,
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
  const message = refusalOf(
    stackOf({
      Resources: { Bucket: { Type: 'AWS::S3::Bucket' }, Queue: queue({ QueueName: { Ref: 'Bucket' } }) },
      Outputs: { Name: { Value: { Ref: 'Bucket' } } },
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
    refusalOf(stackOf({ Resources: { Table: table } })),
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
  const message = refusalOf(
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
  const message = refusalOf(
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

const withParameters = stackOf({
  Parameters: {
    Name: { Type: 'String', Default: 'orders', AllowedPattern: '[a-z]+' },
    Count: { Type: 'Number', Default: 1, MaxValue: 5 },
    Size: { Type: 'String', AllowedValues: ['s', 'm'], Default: 's' },
  },
  Resources: { A: queue({ QueueName: { Ref: 'Name' } }) },
  Outputs: { Count: { Value: { Ref: 'Count' } }, Size: { Value: { Ref: 'Size' } } },
});

test('a parameter has the value that the caller gives it', () => {
  const given = [
    { name: 'Count', value: '3' },
    { stack: 'Test', name: 'Size', value: 'm' },
  ];
  assert.deepEqual(planStacks([withParameters], knownTypes, given).outputs, { Count: '3', Size: 'm' });
});

for (const [name, value, says] of [
  ['Name', 'Orders 1', /Name cannot be "Orders 1": it has to match \[a-z\]\+/],
  ['Count', 'many', /Count cannot be "many": it has to be a number/],
  ['Count', '6', /Count cannot be "6": it has to be 5 or less/],
  ['Size', 'xl', /Size cannot be "xl": it has to be one of s, m/],
  ['Colour', 'red', /No stack of the assembly has the parameter Colour/],
] as const) {
  test(`a parameter ${name} of ${value} is refused`, () => {
    assert.throws(() => planStacks([withParameters], knownTypes, [{ name, value }]), says);
  });
}

test('what hangs on a refused resource is checked too, in the same message', () => {
  const message = refusalOf(
    stackOf({
      Resources: {
        Bucket: { Type: 'AWS::S3::Bucket' },
        Function: functionResource('', {
          Layers: [{ Ref: 'Bucket' }],
          MemorySize: 64,
          Environment: { Variables: { BUCKET: { Ref: 'Bucket' }, A: 'short' } },
        }),
        Url: {
          Type: 'AWS::Lambda::Url',
          Properties: { TargetFunctionArn: { Ref: 'Function' }, AuthType: 'NONE', InvokeMode: 'SOMEHOW' },
        },
        Queue: queue({
          QueueName: { 'Fn::Select': [1, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Bucket', 'Arn'] }] }] },
          DelaySeconds: 901,
        }),
        Mapping: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: {
            EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] },
            FunctionName: { Ref: 'Function' },
          },
        },
      },
      Outputs: {
        Name: { Value: { 'Fn::Join': [' ', [{ 'Fn::GetAtt': ['Bucket', 'Arn'] }, { Ref: 'Queue' }]] } },
      },
    }),
  );
  for (const expected of [
    /Resources\.Bucket\.Type: this resource type is not supported/,
    /Resources\.Function\.Properties\.Layers: this property is not supported/,
    /Resources\.Function\.Properties\.MemorySize: 64 is not possible/,
    /Resources\.Url\.Properties\.InvokeMode/,
    /Resources\.Queue\.Properties\.DelaySeconds: 901 is not possible/,
  ])
    assert.match(message, expected);
  assert.doesNotMatch(message, /lateValue|Outputs|Mapping|QueueName/);
});

test('an ARN that no resource of the assembly has is refused with everything else', () => {
  const message = refusalOf(
    stackOf({
      Resources: {
        Rule: {
          Type: 'AWS::Events::Rule',
          Properties: {
            EventPattern: { source: ['shop'] },
            Targets: [
              { Id: 'log', Arn: 'arn:aws:logs:us-east-1:000000000000:log-group:/elsewhere' },
              { Id: 'bus', Arn: 'arn:aws:events:us-east-1:000000000000:event-bus/default' },
              { Id: 'here', Arn: { 'Fn::GetAtt': ['Group', 'Arn'] } },
            ],
          },
        },
        Group: { Type: 'AWS::Logs::LogGroup' },
        Queue: queue({
          RedrivePolicy: { deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:x', maxReceiveCount: 1 },
        }),
        Seed: {
          Type: 'Custom::Seed',
          Properties: { ServiceToken: 'arn:aws:lambda:us-east-1:000000000000:function:elsewhere' },
        },
      },
    }),
  );
  assert.match(
    message,
    /Rule .*Targets\.0\.Arn: no resource of this assembly has the ARN arn:aws:logs:.*elsewhere/,
  );
  assert.match(message, /Queue .*RedrivePolicy\.deadLetterTargetArn: no resource/);
  assert.match(message, /Seed .*ServiceToken: no resource of this assembly has the ARN .*function:elsewhere/);
  assert.equal(message.match(/^ {2}- /gm)?.length, 3);
});

const runtimes = 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html';

test(`a runtime that AWS creates no more is refused with the date and one remedy: ${runtimes}`, () => {
  try {
    plan(stackOf({ Resources: { Function: functionResource('', { Runtime: 'nodejs14.x' }) } }));
    assert.fail('It is planned, though AWS refuses it.');
  } catch (error) {
    assert.ok(error instanceof DeployError);
    assert.match(
      error.problem,
      /"nodejs14\.x" is not possible: AWS has created no function with it since January 9, 2024/,
    );
    assert.match(error.problem, /set the function’s runtime to nodejs24\.x, or, .*useLatestRuntimeVersion/);
    assert.doesNotMatch(error.remedy, /AWS::/);
  }
});

test(`nodejs16.x, which AWS still creates, is taken with a hint: ${runtimes}`, () => {
  const { steps, withoutEffect } = plan(
    stackOf({ Resources: { Function: functionResource('', { Runtime: 'nodejs16.x' }) } }),
  );
  assert.equal(steps.length, 1);
  const hint = withoutEffect.find(({ what }) => what === 'AWS::Lambda::Function Runtime');
  assert.match(hint?.reason ?? '', /deprecated it since June 12, 2024: set the function’s runtime/);
});
