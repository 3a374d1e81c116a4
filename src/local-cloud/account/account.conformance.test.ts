import assert from 'node:assert/strict';
import { connect } from 'node:http2';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import {
  CreateStreamCommand,
  DescribeStreamCommand,
  KinesisClient,
  ListStreamsCommand,
} from '@aws-sdk/client-kinesis';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ListSubscriptionsCommand, ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { zipSync } from 'fflate';
import { behavioursOf } from '../testing/behaviour.ts';
import { startAccount } from './start-account.ts';

const behaviour = behavioursOf('CloudFormation', import.meta.filename);
const reference = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference';
const guide = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide';

const queue = { Type: 'AWS::SQS::Queue', Properties: {} };
const role = { Type: 'AWS::IAM::Role', Properties: {} };

interface Answer {
  status: number;
  /** Text of the first element of a name; undefined when there is none. */
  text(element: string): string | undefined;
  all(element: string): string[];
}

const signedFor = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;

/** An account, and calls as the SDKs make them: forms, signed for a service. */
async function account(t: TestContext) {
  const started = await startAccount();
  t.after(() => started.close());
  const call = async (service: string, fields: Record<string, string>): Promise<Answer> => {
    const response = await fetch(started.endpoint, {
      method: 'POST',
      headers: { authorization: signedFor(service) },
      body: new URLSearchParams(fields),
    });
    const xml = await response.text();
    const all = (element: string) =>
      [...xml.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(([, text = '']) => text);
    return { status: response.status, all, text: (element) => all(element)[0] };
  };
  const stack = (Action: string, fields: Record<string, string> = {}) =>
    call('cloudformation', { Action, Version: '2010-05-15', StackName: 'Orders', ...fields });
  /** The status that is not in progress any more. */
  const settled = async (name = 'Orders'): Promise<string> => {
    for (;;) {
      const status = (await stack('DescribeStacks', { StackName: name })).text('StackStatus') ?? 'none';
      if (!status.endsWith('_IN_PROGRESS')) return status;
    }
  };
  const create = (template: object, fields: Record<string, string> = {}) =>
    stack('CreateStack', { TemplateBody: JSON.stringify(template), ...fields });
  const sdk = {
    endpoint: started.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const clients = {
    s3: new S3Client({ ...sdk, forcePathStyle: true }),
    sqs: new SQSClient(sdk),
    sns: new SNSClient(sdk),
    ssm: new SSMClient(sdk),
    kinesis: new KinesisClient(sdk),
  };
  t.after(() => Object.values(clients).forEach((each) => void each.destroy()));
  return { call, stack, create, settled, ...clients };
}

behaviour(
  'a stack is created after the call has been answered, and its status tells how far it is',
  { source: `${reference}/API_CreateStack.html` },
  async (t) => {
    const { create, stack, settled, sqs } = await account(t);
    const created = await create({
      Resources: { Queue: queue },
      Outputs: { QueueUrl: { Value: { Ref: 'Queue' } } },
    });
    assert.equal(created.status, 200);
    assert.match(created.text('StackId') ?? '', /^arn:aws:cloudformation:.*:stack\/Orders\/[\w-]+$/);
    assert.equal(await settled(), 'CREATE_COMPLETE');
    const told = await stack('DescribeStacks');
    assert.equal(told.text('OutputKey'), 'QueueUrl');
    const QueueUrl = told.text('OutputValue') ?? '';
    await sqs.send(new GetQueueAttributesCommand({ QueueUrl }));
    const events = (await stack('DescribeStackEvents')).all('ResourceStatus');
    assert.deepEqual(events, [
      'CREATE_COMPLETE',
      'CREATE_COMPLETE',
      'CREATE_IN_PROGRESS',
      'CREATE_IN_PROGRESS',
    ]);
  },
);

behaviour(
  'two stacks of one template stand side by side, and a name is given to one stack at a time',
  { source: `${reference}/API_CreateStack.html` },
  async (t) => {
    const { create, settled, sqs } = await account(t);
    const template = { Resources: { Queue: queue } };
    await create(template);
    await create(template, { StackName: 'Other' });
    assert.deepEqual([await settled(), await settled('Other')], ['CREATE_COMPLETE', 'CREATE_COMPLETE']);
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
    assert.equal(QueueUrls.length, 2);
    const again = await create(template);
    assert.deepEqual([again.status, again.text('Code')], [400, 'AlreadyExistsException']);
  },
);

behaviour(
  'a deleted stack leaves nothing, its name is free again, and its id still tells of it',
  { source: `${reference}/API_DeleteStack.html` },
  async (t) => {
    const { create, stack, settled, sns, sqs } = await account(t);
    const template = {
      Resources: {
        Queue: queue,
        Table: {
          Type: 'AWS::DynamoDB::Table',
          Properties: {
            AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
            KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
            BillingMode: 'PAY_PER_REQUEST',
          },
        },
        Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
        Subscription: {
          Type: 'AWS::SNS::Subscription',
          Properties: {
            TopicArn: { Ref: 'Topic' },
            Protocol: 'sqs',
            Endpoint: { 'Fn::GetAtt': ['Queue', 'Arn'] },
          },
        },
        Logs: { Type: 'AWS::Logs::LogGroup', Properties: {} },
        Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Function' } } },
        Alias: {
          Type: 'AWS::Lambda::Alias',
          Properties: {
            Name: 'live',
            FunctionName: { Ref: 'Function' },
            FunctionVersion: { 'Fn::GetAtt': ['Version', 'Version'] },
          },
        },
        Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'Api', ProtocolType: 'HTTP' } },
        Function: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Code: { ZipFile: 'exports.handler = async () => 1;' },
            Handler: 'index.handler',
            Runtime: 'nodejs24.x',
            ReservedConcurrentExecutions: 900,
          },
        },
      },
      Outputs: { Url: { Value: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] } } },
    };
    const id = (await create(template)).text('StackId') ?? '';
    assert.equal(await settled(), 'CREATE_COMPLETE');
    const url = (await stack('DescribeStacks')).text('OutputValue') ?? '';
    assert.equal((await fetch(url)).status, 404);
    assert.equal((await stack('DeleteStack')).status, 200);
    assert.equal(await settled(id), 'DELETE_COMPLETE');
    assert.equal((await stack('DescribeStacks')).status, 400);
    await assert.rejects(fetch(url));
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
    assert.deepEqual(QueueUrls, []);
    assert.deepEqual((await sns.send(new ListTopicsCommand({}))).Topics ?? [], []);
    assert.deepEqual((await sns.send(new ListSubscriptionsCommand({}))).Subscriptions ?? [], []);
    // Table, function with its reserved concurrency and API can be had once more, under the same names.
    await create(template);
    assert.equal(await settled(), 'CREATE_COMPLETE');
    const anew = (await stack('DescribeStacks')).text('OutputValue') ?? '';
    assert.equal((await fetch(anew)).status, 404);
  },
);

behaviour(
  'to delete a stack that is not there is no error',
  { source: `${reference}/API_DeleteStack.html` },
  async (t) => {
    const { stack } = await account(t);
    assert.equal((await stack('DeleteStack')).status, 200);
    const told = await stack('DescribeStacks');
    assert.deepEqual(
      [told.status, told.text('Code'), told.text('Message')],
      [400, 'ValidationError', 'Stack with id Orders does not exist'],
    );
  },
);

behaviour(
  'what cannot be created fails the stack, and what was created before is taken down again',
  { source: `${guide}/stack-failure-options.html` },
  async (t) => {
    const { create, stack, settled, sqs } = await account(t);
    const template = {
      Resources: {
        Queue: queue,
        Function: {
          Type: 'AWS::Lambda::Function',
          DependsOn: 'Queue',
          Properties: {
            Code: { S3Bucket: 'no-bucket', S3Key: 'no-key.zip' },
            Handler: 'index.handler',
            Runtime: 'nodejs24.x',
          },
        },
      },
    };
    await create(template);
    assert.equal(await settled(), 'ROLLBACK_COMPLETE');
    const events = await stack('DescribeStackEvents');
    assert.match(events.all('ResourceStatusReason').join(), /no-key\.zip/);
    assert.ok(events.all('ResourceStatus').includes('CREATE_FAILED'));
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
    assert.deepEqual(QueueUrls, []);

    const id = (await create(template, { StackName: 'Gone', OnFailure: 'DELETE' })).text('StackId') ?? '';
    assert.equal(await settled(id), 'DELETE_COMPLETE');
    await create(template, { StackName: 'Kept', OnFailure: 'DO_NOTHING' });
    assert.equal(await settled('Kept'), 'CREATE_FAILED');
  },
);

behaviour(
  'the code of a function, and a template that is longer than a call takes, come from a bucket',
  { source: `${reference}/API_CreateStack.html` },
  async (t) => {
    const { stack, settled, s3 } = await account(t);
    const Bucket = 'cdk-hnb659fds-assets-000000000000-us-east-1';
    await s3.send(new CreateBucketCommand({ Bucket }));
    const code = zipSync({ 'index.js': Buffer.from('exports.handler = async () => 1;') });
    await s3.send(new PutObjectCommand({ Bucket, Key: 'code.zip', Body: code }));
    const template = {
      Description: 'long'.repeat(20_000),
      Resources: {
        Function: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Code: { S3Bucket: { 'Fn::Sub': bucketOfCdk }, S3Key: 'code.zip' },
            Handler: 'index.handler',
            Runtime: 'nodejs24.x',
          },
        },
      },
    };
    const body = JSON.stringify(template);
    assert.equal((await stack('CreateStack', { TemplateBody: body })).status, 400);
    await s3.send(new PutObjectCommand({ Bucket, Key: 'template.json', Body: body }));
    const TemplateURL = `https://${Bucket}.s3.us-east-1.amazonaws.com/template.json`;
    assert.equal((await stack('CreateStack', { TemplateURL })).status, 200);
    assert.equal(await settled(), 'CREATE_COMPLETE');
  },
);

// biome-ignore lint/suspicious/noTemplateCurlyInString: it is the syntax of Fn::Sub.
const bucketOfCdk = 'cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}';

behaviour(
  'a template with roles has to be acknowledged',
  { source: `${reference}/API_CreateStack.html` },
  async (t) => {
    const { create, settled } = await account(t);
    const template = { Resources: { Role: role } };
    const refused = await create(template);
    assert.deepEqual([refused.status, refused.text('Code')], [400, 'InsufficientCapabilitiesException']);
    await create(template, { 'Capabilities.member.1': 'CAPABILITY_IAM' });
    assert.equal(await settled(), 'CREATE_COMPLETE');
  },
);

behaviour(
  'a parameter of the type AWS::SSM::Parameter::Value is read from Parameter Store',
  { source: `${guide}/cloudformation-supplied-parameter-types.html` },
  async (t) => {
    const { create, stack, settled, ssm } = await account(t);
    const template = {
      Parameters: { Version: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk/version' } },
      Resources: { Queue: queue },
      Outputs: { Version: { Value: { Ref: 'Version' } } },
    };
    const refused = await create(template);
    assert.match(refused.text('Message') ?? '', /Unable to fetch parameters \[\/cdk\/version\]/);
    await ssm.send(new PutParameterCommand({ Name: '/cdk/version', Value: '21', Type: 'String' }));
    await create(template);
    assert.equal(await settled(), 'CREATE_COMPLETE');
    assert.equal((await stack('DescribeStacks')).text('OutputValue'), '21');
  },
);

behaviour(
  'DescribeType knows the types that a stack may have, and no others',
  {
    source: `${reference}/API_DescribeType.html`,
    fidelity: 'differs',
    note: 'It knows those that this cloud can create and delete again.',
  },
  async (t) => {
    const { call, create } = await account(t);
    const described = async (TypeName: string) => {
      const { status, text } = await call('cloudformation', {
        Action: 'DescribeType',
        Version: '2010-05-15',
        Type: 'RESOURCE',
        TypeName,
      });
      return [status, text('Code')];
    };
    assert.deepEqual(await described('AWS::SQS::Queue'), [200, undefined]);
    assert.deepEqual(await described('AWS::IAM::Role'), [200, undefined]);
    assert.deepEqual(await described('AWS::EC2::Instance'), [404, 'TypeNotFoundException']);
    const refused = await create({ Resources: { Machine: { Type: 'AWS::EC2::Instance' }, Queue: queue } });
    assert.deepEqual([refused.status, refused.text('Code')], [400, 'ValidationError']);
    assert.match(refused.text('Message') ?? '', /Machine/);
  },
);

behaviour(
  'GetCallerIdentity tells whose credentials these are',
  { source: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html' },
  async (t) => {
    const { call } = await account(t);
    const told = await call('sts', { Action: 'GetCallerIdentity', Version: '2011-06-15' });
    assert.equal(told.text('Account'), '000000000000');
  },
);

behaviour(
  'an action or a parameter that is not emulated is refused by name',
  { source: `${reference}/CommonErrors.html`, fidelity: 'differs', note: 'AWS has them.' },
  async (t) => {
    const { stack, create, call } = await account(t);
    const unknown = await stack('DetectStackDrift');
    assert.deepEqual([unknown.status, unknown.text('Code')], [400, 'InvalidAction']);
    const refused = await create({ Resources: { Queue: queue } }, { TimeoutInMinutes: '5' });
    assert.match(refused.text('Message') ?? '', /TimeoutInMinutes/);
    const switches = ['DisableRollback', 'EnableTerminationProtection', 'RetainExceptOnCreate'];
    const switched = (to: string) =>
      create({ Resources: { Queue: queue } }, Object.fromEntries(switches.map((each) => [each, to])));
    const on = await switched('true');
    assert.match(on.text('Message') ?? '', new RegExp(`does not take ${switches.join(', ')} of CreateStack`));
    // All of them are off by default.
    assert.equal((await switched('false')).status, 200);
    const drop = (DeletionMode: string) => stack('DeleteStack', { DeletionMode });
    const forced = await drop('FORCE_DELETE_STACK');
    assert.match(forced.text('Message') ?? '', /does not take DeletionMode of DeleteStack: leave it out\. /);
    // "Specifying this value is the same as not specifying this parameter."
    assert.equal((await drop('STANDARD')).status, 200);
    const elsewhere = await call('redshift', { Action: 'DescribeClusters' });
    assert.equal(elsewhere.text('Code'), 'NotEmulatedException');
  },
);

behaviour(
  'a request that nobody signed is refused',
  { source: `${reference}/CommonErrors.html` },
  async (t) => {
    const started = await startAccount();
    t.after(() => started.close());
    const response = await fetch(started.endpoint);
    assert.equal(response.status, 403);
    assert.match(await response.text(), /MissingAuthenticationToken/);
  },
);

behaviour(
  'the SDK for JavaScript speaks HTTP/2 with Kinesis, at the one address too',
  { source: 'https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/client/kinesis/' },
  async (t) => {
    const { kinesis } = await account(t);
    await kinesis.send(new CreateStreamCommand({ StreamName: 'readings', ShardCount: 1 }));
    assert.deepEqual((await kinesis.send(new ListStreamsCommand({}))).StreamNames, ['readings']);
    await assert.rejects(kinesis.send(new DescribeStreamCommand({ StreamName: 'none' })), {
      name: 'ResourceNotFoundException',
    });
  },
);

behaviour(
  'the one address reads a body over HTTP/2 that does not say its length',
  { source: 'https://www.rfc-editor.org/rfc/rfc9113#section-8.1' },
  async (t) => {
    const started = await startAccount();
    t.after(() => started.close());
    const session = connect(started.endpoint);
    t.after(() => session.destroy());
    const request = session.request({
      ':method': 'POST',
      ':path': '/',
      authorization: signedFor('sts'),
    });
    request.end('Action=GetCallerIdentity&Version=2011-06-15');
    assert.match(await text(request), /<Account>000000000000<\/Account>/);
  },
);
