import assert from 'node:assert/strict';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { clientsOf } from '../../testing/clients.ts';
import { restApi, restApiUrl } from '../../testing/gateway-templates.ts';
import { jsonOf } from '../../testing/http.ts';
import { queueResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('API Gateway REST API', import.meta.filename);

const sqsPage =
  'https://docs.aws.amazon.com/prescriptive-guidance/latest/patterns/integrate-amazon-api-gateway-with-amazon-sqs-to-handle-asynchronous-rest-apis.html';

const queued = (more: Record<string, unknown> = {}) => ({
  Type: 'AWS',
  Credentials: 'arn:aws:iam::000000000000:role/gateway',
  Uri: {
    'Fn::Join': [
      '',
      ['arn:aws:apigateway:us-east-1:sqs:path/000000000000/', { 'Fn::GetAtt': ['Queue', 'QueueName'] }],
    ],
  },
  RequestParameters: { 'integration.request.header.Content-Type': "'application/x-www-form-urlencoded'" },
  RequestTemplates: { 'application/json': 'Action=SendMessage&MessageBody=$util.urlEncode($input.body)' },
  IntegrationResponses: [
    {
      StatusCode: '202',
      SelectionPattern: '200',
      ResponseTemplates: { 'application/json': '{"accepted":true}' },
    },
    { StatusCode: '500' },
  ],
  ...more,
});

behaviour(
  'an AWS integration with SQS sends a message, and no function runs',
  { source: sqsPage },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: {
        Queue: queueResource(),
        ...restApi([{ verb: 'POST', path: '/orders', integration: queued() }]),
      },
      Outputs: { ...restApiUrl, Queue: { Value: { Ref: 'Queue' } } },
    });
    const { sqs } = clientsOf(t, cloud);
    const body = '{"text":"a&b=c + d"}';
    const response = await fetch(`${cloud.outputs.RestUrl}/orders`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    assert.equal(response.status, 202);
    assert.deepEqual(await jsonOf(response), { accepted: true });
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: cloud.outputs.Queue }));
    assert.equal(Messages?.[0]?.Body, body);
  },
);

behaviour(
  'with passthrough NEVER, a content type without a template gets 415',
  {
    source:
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html',
  },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: {
        Queue: queueResource(),
        ...restApi([
          { verb: 'POST', path: '/orders', integration: queued({ PassthroughBehavior: 'NEVER' }) },
        ]),
      },
      Outputs: restApiUrl,
    });
    const response = await fetch(`${cloud.outputs.RestUrl}/orders`, {
      method: 'POST',
      body: '<order/>',
      headers: { 'content-type': 'application/xml' },
    });
    assert.equal(response.status, 415);
    assert.deepEqual(await jsonOf(response), { message: 'Unsupported Media Type' });
  },
);

for (const [path, given] of [
  ['undefined/orders', 'undefined'],
  ['/orders', 'nothing'],
]) {
  behaviour(
    `a path of SQS without an account (${path}) is refused when the API is made`,
    {
      source:
        'https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html#apigw-PutIntegration-request-uri',
      fidelity: 'differs',
      note: 'AWS makes the API, and every call of it fails',
    },
    async (t) => {
      const Uri = `arn:aws:apigateway:us-east-1:sqs:path/${path}`;
      await assert.rejects(
        startTemplate(t, {
          Resources: restApi([{ verb: 'POST', path: '/orders', integration: queued({ Uri }) }]),
        }),
        new RegExp(`the account is missing: sqs:path/${path} has ${given} where .* Write the path as`),
      );
    },
  );
}

behaviour(
  '$context.integrationErrorMessage is of access logs only: in a mapping template it is refused, and the refusal says so',
  {
    source:
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html',
    fidelity: 'differs',
    note: 'AWS leaves out what it does not know',
  },
  async (t) => {
    const template = { 'application/json': '{"why":"$context.integrationErrorMessage"}' };
    await assert.rejects(
      startTemplate(t, {
        Resources: {
          Queue: queueResource(),
          ...restApi([
            { verb: 'POST', path: '/orders', integration: queued({ RequestTemplates: template }) },
          ]),
          Failed: {
            Type: 'AWS::ApiGateway::GatewayResponse',
            Properties: {
              RestApiId: { Ref: 'Rest' },
              ResponseType: 'DEFAULT_5XX',
              ResponseTemplates: template,
            },
          },
        },
      }),
      (error: Error) => {
        for (const place of ['a mapping template', 'a gateway response'])
          assert.match(
            error.message,
            new RegExp(`AWS has \\$context\\.integrationErrorMessage in access logs only, not in ${place}`),
          );
        return true;
      },
    );
  },
);
