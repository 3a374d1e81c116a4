import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { CloudEvent } from '../../../content/event.ts';
import type { Cloud } from '../../cloud.ts';
import { startCloud } from '../../index.ts';
import type { DeployError } from '../../kernel/errors.ts';
import type { Template, TemplateResource } from '../../template/template.ts';
import { writeAssembly } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { functionResource, queueResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('CloudFormation', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide';

/** Answers as AWS's module cfn-response does: https on port 443, whatever the address says. `answer` sees `event`. */
const providerCode = (answer: string): string => `
const https = require('node:https');
exports.handler = async (event, context) => {
  console.log('REQUEST ' + JSON.stringify(event));
  const answer = ${answer};
  const body = JSON.stringify({ StackId: event.StackId, RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId, PhysicalResourceId: event.PhysicalResourceId ?? 'seed-1', ...answer });
  const { hostname, pathname, search } = new URL(event.ResponseURL);
  const status = await new Promise((resolve, reject) => https.request({ hostname, port: 443, path: pathname + search,
    method: 'PUT', headers: { 'content-type': '', 'content-length': Buffer.byteLength(body) } },
    (response) => resolve(response.resume().statusCode)).on('error', reject).end(body));
  if (status !== 200) throw new Error('put: ' + status);
};`;

const provider = (answer: string, more: Record<string, unknown> = {}) =>
  functionResource(providerCode(answer), { Timeout: 30, ...more });

const seed = (properties: Record<string, unknown> = {}, more: Partial<TemplateResource> = {}) => ({
  Type: 'Custom::Seed',
  Properties: { ServiceToken: { 'Fn::GetAtt': ['Provider', 'Arn'] }, ...properties },
  ...more,
});

async function start(t: TestContext, template: Template): Promise<{ cloud: Cloud; events: CloudEvent[] }> {
  const cloud = await startCloud({ assembly: writeAssembly(t, template) });
  t.after(() => cloud.close());
  const events: CloudEvent[] = [];
  cloud.subscribe((event) => events.push(event));
  return { cloud, events };
}

async function refusalOf(t: TestContext, Resources: Template['Resources']): Promise<string> {
  let problem = '';
  await assert.rejects(start(t, { Resources }), (error: DeployError) => {
    assert.equal(error.name, 'DeployError');
    problem = error.problem;
    return true;
  });
  return problem;
}

const requests = (events: CloudEvent[]) =>
  events.flatMap((each) =>
    each.type === 'log-line' && each.line.includes('REQUEST ')
      ? [JSON.parse(each.line.slice(each.line.indexOf('REQUEST ') + 8))]
      : [],
  );

behaviour(
  `a provider gets the request of the page, and Ref and Fn::GetAtt give what it answers`,
  { source: `${guide}/crpg-ref-responses.html` },
  async (t) => {
    const { cloud, events } = await start(t, {
      Resources: {
        Provider: provider(
          `{ Status: 'SUCCESS', Data: { Name: 'made-' + event.RequestType, Seconds: '45', Request: JSON.stringify(event) } }`,
        ),
        Seed: seed({ Rows: 3, Force: true, List: [{ Deep: 1 }] }),
        Queue: queueResource({
          QueueName: { 'Fn::Join': ['-', [{ 'Fn::GetAtt': ['Seed', 'Name'] }, 'queue']] },
          VisibilityTimeout: { 'Fn::GetAtt': ['Seed', 'Seconds'] },
        }),
        Reader: functionResource('exports.handler = async () => process.env.QUEUE;', {
          Environment: { Variables: { QUEUE: { 'Fn::GetAtt': ['Queue', 'QueueName'] } } },
        }),
      },
      Outputs: {
        Id: { Value: { Ref: 'Seed' } },
        Request: { Value: { 'Fn::GetAtt': ['Seed', 'Request'] } },
        QueueArn: { Value: { 'Fn::GetAtt': ['Queue', 'Arn'] } },
        First: { Value: { 'Fn::Select': [0, { 'Fn::Split': ['-', { 'Fn::GetAtt': ['Seed', 'Name'] }] }] } },
      },
    } as Template);
    assert.equal(cloud.outputs.Id, 'seed-1');
    assert.match(cloud.outputs.QueueArn ?? '', /:made-Create-queue$/);
    assert.equal(cloud.outputs.First, 'made');
    const { ResponseURL, RequestId, ...request } = JSON.parse(cloud.outputs.Request ?? '');
    const arn = 'arn:aws:lambda:us-east-1:000000000000:function:Test-Provider';
    assert.deepEqual(request, {
      RequestType: 'Create',
      ServiceToken: arn,
      StackId: 'arn:aws:cloudformation:us-east-1:000000000000:stack/Test/local',
      LogicalResourceId: 'Seed',
      ResourceType: 'Custom::Seed',
      ResourceProperties: { ServiceToken: arn, Rows: '3', Force: 'true', List: [{ Deep: '1' }] },
    });
    assert.match(RequestId, /^[\da-f-]{36}$/);
    assert.match(new URL(ResponseURL).hostname, /\.localhost$/);
    await cloud.close();
    const [deletion, ...others] = requests(events);
    assert.deepEqual(others, []);
    assert.equal(deletion.RequestType, 'Delete');
    assert.equal(deletion.PhysicalResourceId, 'seed-1');
    assert.equal(deletion.ResourceProperties.Rows, '3');
  },
);

behaviour(
  'a custom resource that is to be retained gets no Delete',
  {
    source:
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html',
  },
  async (t) => {
    const { cloud, events } = await start(t, {
      Resources: {
        Provider: provider(`{ Status: 'SUCCESS' }`),
        Seed: seed({}, { DeletionPolicy: 'Retain' }),
      },
    });
    await cloud.close();
    assert.deepEqual(requests(events), []);
  },
);

behaviour(
  `FAILED ends the deployment with the provider's reason`,
  { source: `${guide}/crpg-ref-responses.html` },
  async (t) => {
    const problem = await refusalOf(t, {
      Provider: provider(`{ Status: 'FAILED', Reason: 'the table has no rows' }`),
      Seed: seed(),
    });
    assert.match(problem, /Seed \(Custom::Seed\) was not created: .*answered FAILED: the table has no rows/);
  },
);

const unanswered: [
  what: string,
  provider: TemplateResource,
  properties: Record<string, unknown>,
  problem: RegExp,
][] = [
  [
    'a provider that fails',
    functionResource(`exports.handler = () => { throw new TypeError('no'); };`),
    {},
    /ended without an answer: TypeError: no/,
  ],
  [
    'a provider that does not answer in time',
    functionResource('exports.handler = async () => {};'),
    { ServiceTimeout: 1 },
    /no answer to the request’s ResponseURL within 1 seconds/,
  ],
  [
    'an answer without PhysicalResourceId',
    provider(`{ Status: 'SUCCESS', PhysicalResourceId: undefined }`),
    {},
    /PhysicalResourceId is missing/,
  ],
  [
    'an answer to another request',
    provider(`{ Status: 'SUCCESS', RequestId: 'another' }`),
    {},
    /RequestId is not that of the request/,
  ],
  [
    'an answer above 4,096 bytes',
    provider(`{ Status: 'SUCCESS', Data: { Long: 'x'.repeat(4096) } }`),
    {},
    /longer than 4096 bytes/,
  ],
  ['a Status of another kind', provider(`{ Status: 'DONE' }`), {}, /Status must be SUCCESS or FAILED/],
];
for (const [what, Provider, properties, problem] of unanswered)
  behaviour(
    `${what} ends the deployment with its reason`,
    { source: `${guide}/crpg-ref.html` },
    async (t) => {
      assert.match(await refusalOf(t, { Provider, Seed: seed(properties) }), problem);
    },
  );

test('a value that another resource cannot have is told with its place', async (t) => {
  const problem = await refusalOf(t, {
    Provider: provider(`{ Status: 'SUCCESS', Data: { Seconds: '-1' } }`),
    Seed: seed(),
    Queue: queueResource({ VisibilityTimeout: { 'Fn::GetAtt': ['Seed', 'Seconds'] } }),
  });
  assert.match(problem, /Queue \(AWS::SQS::Queue\) at Resources\.Queue\.Properties\.VisibilityTimeout: .*-1/);
});

behaviour(
  `a topic may be the provider`,
  { source: `${guide}/template-custom-resources-sns.html` },
  async (t) => {
    const { cloud } = await start(t, {
      Resources: {
        Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
        Provider: functionResource(
          `const answer = ${providerCode(`{ Status: 'SUCCESS' }`).replace('exports.handler =', '')}
        exports.handler = (event) => answer(JSON.parse(event.Records[0].Sns.Message));`.replace(
            /const answer =\s*const https = (.*);\n/,
            'const https = $1;\nconst answer = ',
          ),
          { Timeout: 30 },
        ),
        Subscription: {
          Type: 'AWS::SNS::Subscription',
          Properties: {
            TopicArn: { Ref: 'Topic' },
            Protocol: 'lambda',
            Endpoint: { 'Fn::GetAtt': ['Provider', 'Arn'] },
          },
        },
        Seed: {
          Type: 'AWS::CloudFormation::CustomResource',
          Properties: { ServiceToken: { Ref: 'Topic' } },
          DependsOn: 'Subscription',
        },
      },
      Outputs: { Id: { Value: { Ref: 'Seed' } } },
    });
    assert.equal(cloud.outputs.Id, 'seed-1');
  },
);

behaviour(
  `an answer may come from an execution that the provider has started, long after the provider has ended`,
  {
    source:
      'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.custom_resources-readme.html#asynchronous-providers-iscomplete',
  },
  async (t) => {
    const machine = { Ref: 'Machine' };
    const cloud = await startCloud({
      settings: { timeScale: 0.01 },
      assembly: writeAssembly(t, {
        Resources: {
          Provider: functionResource(
            `const { SFNClient, StartExecutionCommand } = require('@aws-sdk/client-sfn');
            const states = new SFNClient({});
            exports.handler = async (event) => void await states.send(new StartExecutionCommand({
              stateMachineArn: process.env.MACHINE, input: JSON.stringify(event) }));`,
            { Timeout: 900, Environment: { Variables: { MACHINE: machine } } },
          ),
          Answer: provider(`{ Status: 'SUCCESS' }`, { Timeout: 900 }),
          Machine: {
            Type: 'AWS::StepFunctions::StateMachine',
            Properties: {
              RoleArn: 'arn:aws:iam::000000000000:role/test',
              Definition: {
                StartAt: 'Later',
                States: {
                  Later: { Type: 'Wait', Seconds: 120, Next: 'Answer' },
                  Answer: { Type: 'Task', Resource: { 'Fn::GetAtt': ['Answer', 'Arn'] }, End: true },
                },
              },
            },
          },
          Seed: seed({}, { DeletionPolicy: 'Retain' }),
        },
        Outputs: { Id: { Value: { Ref: 'Seed' } } },
      } as Template),
    });
    t.after(() => cloud.close());
    assert.equal(cloud.outputs.Id, 'seed-1');
  },
);
