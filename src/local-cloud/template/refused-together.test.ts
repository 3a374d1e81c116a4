import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusalOf, stackOf } from '../testing/planned.ts';
import { functionResource, queueResource } from '../testing/templates.ts';

test('what hangs on a refused resource is checked too, in the same message', () => {
  const { problem: message } = refusalOf(
    stackOf({
      Resources: {
        Files: { Type: 'AWS::EFS::FileSystem' },
        Function: functionResource('', {
          Layers: [{ Ref: 'Files' }],
          MemorySize: 64,
          Environment: { Variables: { BUCKET: { Ref: 'Files' }, A: 'short' } },
        }),
        Url: {
          Type: 'AWS::Lambda::Url',
          Properties: { TargetFunctionArn: { Ref: 'Function' }, AuthType: 'NONE', InvokeMode: 'SOMEHOW' },
        },
        Queue: queueResource({
          QueueName: { 'Fn::Select': [1, { 'Fn::Split': ['/', { 'Fn::GetAtt': ['Files', 'Arn'] }] }] },
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
        Name: { Value: { 'Fn::Join': [' ', [{ 'Fn::GetAtt': ['Files', 'Arn'] }, { Ref: 'Queue' }]] } },
      },
    }),
  );
  for (const expected of [
    /Resources\.Files\.Type: this resource type is not supported/,
    /Resources\.Function\.Properties\.Layers: this property is not supported/,
    /Resources\.Function\.Properties\.MemorySize: 64 is not possible/,
    /Resources\.Url\.Properties\.InvokeMode/,
    /Resources\.Queue\.Properties\.DelaySeconds: 901 is not possible/,
  ])
    assert.match(message, expected);
  assert.doesNotMatch(message, /lateValue|Outputs|Mapping|QueueName/);
});

test('two resources of one name are refused with everything else, wherever their stacks are', () => {
  const named = (QueueName: string) => queueResource({ QueueName });
  const { problem: message } = refusalOf(
    stackOf(
      { Resources: { First: named('orders'), Second: named('orders'), Third: named('others') } },
      'One',
    ),
    stackOf({ Resources: { Fourth: named('others'), Fifth: queueResource({ DelaySeconds: 901 }) } }, 'Two'),
  );
  for (const expected of [
    /Resources\.Second\.Properties\.QueueName: First has this name already/,
    /Resources\.Fourth\.Properties\.QueueName: Third has this name already/,
    /Resources\.Fifth\.Properties\.DelaySeconds/,
  ])
    assert.match(message, expected);
});

test('an ARN that no resource of the assembly has is refused with everything else', () => {
  const { problem: message } = refusalOf(
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
        Queue: queueResource({
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
