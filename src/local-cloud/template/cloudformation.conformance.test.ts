// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the syntax of Fn::Sub.
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startTemplate } from '../testing/assembly.ts';
import { behavioursOf } from '../testing/behaviour.ts';
import type { Template } from './template.ts';

const behaviour = behavioursOf('CloudFormation', import.meta.filename);
const reference = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';
const guide = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide';

const queue = (Properties: Record<string, unknown> = {}) => ({ Type: 'AWS::SQS::Queue', Properties });

const base: Template = {
  Parameters: {
    Stage: { Type: 'String', Default: 'test' },
    Names: { Type: 'CommaDelimitedList', Default: 'a, b' },
  },
  Mappings: { Sizes: { 'us-east-1': { Timeout: '45' } } },
  Conditions: {
    IsTest: { 'Fn::Equals': [{ Ref: 'Stage' }, 'test'] },
    IsLive: { 'Fn::Not': [{ Condition: 'IsTest' }] },
  },
  Resources: { Queue: queue({ QueueName: 'orders' }) },
};

/** The outputs of a template with these values. */
async function outputsOf(t: TestContext, values: Record<string, unknown>): Promise<Record<string, string>> {
  const Outputs = Object.fromEntries(Object.entries(values).map(([name, Value]) => [name, { Value }]));
  const { outputs } = await startTemplate(t, { ...base, Outputs });
  return outputs;
}

const functions: {
  name: string;
  page: string;
  values: Record<string, unknown>;
  gives: Record<string, string>;
}[] = [
  {
    name: 'Ref gives a parameter’s value and a pseudo parameter’s',
    page: 'intrinsic-function-reference-ref',
    values: { Parameter: { Ref: 'Stage' }, Region: { Ref: 'AWS::Region' }, Stack: { Ref: 'AWS::StackName' } },
    gives: { Parameter: 'test', Region: 'us-east-1', Stack: 'Test' },
  },
  {
    name: 'Fn::GetAtt gives an attribute of a resource, in both forms',
    page: 'intrinsic-function-reference-getatt',
    values: { List: { 'Fn::GetAtt': ['Queue', 'Arn'] }, Text: { 'Fn::GetAtt': 'Queue.QueueName' } },
    gives: { List: 'arn:aws:sqs:us-east-1:000000000000:orders', Text: 'orders' },
  },
  {
    name: 'Fn::Join and Fn::Split undo each other, and Fn::Select picks one',
    page: 'intrinsic-function-reference-join',
    values: {
      Joined: { 'Fn::Join': ['/', { 'Fn::Split': ['-', 'a-b-c'] }] },
      Second: { 'Fn::Select': ['1', { Ref: 'Names' }] },
    },
    gives: { Joined: 'a/b/c', Second: 'b' },
  },
  {
    name: 'Fn::Sub puts in parameters, attributes and variables of its own, and leaves ${!Literal} as it is',
    page: 'intrinsic-function-reference-sub',
    values: {
      Plain: { 'Fn::Sub': '${Stage} ${Queue.QueueName} ${AWS::Partition}' },
      Own: { 'Fn::Sub': ['${What} in ${Stage}', { What: { Ref: 'AWS::Region' } }] },
      Literal: { 'Fn::Sub': '${!Stage} of ${Stage}' },
    },
    gives: { Plain: 'test orders aws', Own: 'us-east-1 in test', Literal: '${Stage} of test' },
  },
  {
    name: 'Fn::FindInMap looks up a mapping',
    page: 'intrinsic-function-reference-findinmap',
    values: { Timeout: { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'Timeout'] } },
    gives: { Timeout: '45' },
  },
  {
    name: 'Fn::If takes the one value or the other',
    page: 'intrinsic-function-reference-conditions',
    values: { Test: { 'Fn::If': ['IsTest', 'yes', 'no'] }, Live: { 'Fn::If': ['IsLive', 'yes', 'no'] } },
    gives: { Test: 'yes', Live: 'no' },
  },
  {
    name: 'Fn::Base64 encodes a text',
    page: 'intrinsic-function-reference-base64',
    values: { Encoded: { 'Fn::Base64': 'AWS CloudFormation' } },
    gives: { Encoded: 'QVdTIENsb3VkRm9ybWF0aW9u' },
  },
  {
    name: 'Fn::Cidr cuts blocks from a block',
    page: 'intrinsic-function-reference-cidr',
    values: { Third: { 'Fn::Select': [2, { 'Fn::Cidr': ['192.168.0.0/24', 6, 5] }] } },
    gives: { Third: '192.168.0.64/27' },
  },
];

for (const { name, page, values, gives } of functions) {
  behaviour(name, { source: `${reference}/${page}.html` }, async (t) => {
    assert.deepEqual(await outputsOf(t, values), gives);
  });
}

async function queuesOf(t: TestContext, template: Template): Promise<string[]> {
  const cloud = await startTemplate(t, template);
  const client = clientOf(t, cloud.endpoints.sqs);
  const { QueueUrls } = await client.send(new ListQueuesCommand({}));
  return (QueueUrls ?? []).map((url) => url.split('/').at(-1) ?? '').sort();
}

function clientOf(t: TestContext, endpoint: string): SQSClient {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new SQSClient({ endpoint, region: 'us-east-1', credentials });
  t.after(() => client.destroy());
  return client;
}

behaviour(
  'a resource whose condition does not hold is not created',
  { source: `${guide}/conditions-section-structure.html` },
  async (t) => {
    const Resources = {
      ForTest: { ...queue({ QueueName: 'for-test' }), Condition: 'IsTest' },
      ForLive: { ...queue({ QueueName: 'for-live' }), Condition: 'IsLive' },
    };
    assert.deepEqual(await queuesOf(t, { ...base, Resources }), ['for-test']);
  },
);

behaviour(
  'AWS::NoValue is as if the property were not there',
  { source: `${guide}/pseudo-parameter-reference.html` },
  async (t) => {
    const VisibilityTimeout = { 'Fn::If': ['IsLive', 120, { Ref: 'AWS::NoValue' }] };
    const cloud = await startTemplate(t, {
      ...base,
      Resources: { Queue: queue({ VisibilityTimeout }) },
      Outputs: { Url: { Value: { Ref: 'Queue' } } },
    });
    const { Attributes } = await clientOf(t, cloud.endpoints.sqs).send(
      new GetQueueAttributesCommand({ QueueUrl: cloud.outputs.Url, AttributeNames: ['VisibilityTimeout'] }),
    );
    assert.equal(Attributes?.VisibilityTimeout, '30');
  },
);

behaviour(
  'a resource without a name gets one from its stack and its logical ID',
  {
    source: `${reference}/aws-properties-name.html`,
    fidelity: 'modelled',
    note: 'AWS adds something random; here it is the same in every run',
  },
  async (t) => {
    assert.deepEqual(await queuesOf(t, { Resources: { Orders: queue() } }), ['Test-Orders']);
  },
);

behaviour(
  'resources that refer to each other in a circle are refused',
  { source: `${reference}/aws-attribute-dependson.html` },
  async (t) => {
    const deadLetterTo = (logicalId: string) =>
      queue({
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': [logicalId, 'Arn'] }, maxReceiveCount: 3 },
      });
    await assert.rejects(
      startTemplate(t, { Resources: { A: deadLetterTo('B'), B: deadLetterTo('A') } }),
      /A → B → A/,
    );
  },
);

behaviour(
  'what is not supported is refused before anything starts, all of it together',
  {
    source: `${reference}/aws-template-resource-type-ref.html`,
    fidelity: 'differs',
    note: 'AWS knows every type; the local cloud names each one that it does not, with its place in the template',
  },
  async (t) => {
    const Resources = { Files: { Type: 'AWS::EFS::FileSystem' }, Queue: queue({ Colour: 'red' }) };
    await assert.rejects(startTemplate(t, { Resources }), (error: Error) => {
      assert.match(error.message, /Resources\.Files\.Type/);
      assert.match(error.message, /Resources\.Queue\.Properties\.Colour/);
      return true;
    });
  },
);
