import assert from 'node:assert/strict';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { TemplateResource } from '../../template/template.ts';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { clientsOf } from '../../testing/clients.ts';
import { tableResource } from '../../testing/dynamodb.ts';
import { type MethodTemplate, restApi, restApiUrl } from '../../testing/gateway-templates.ts';
import { jsonOf } from '../../testing/http.ts';
import { queueResource } from '../../testing/templates.ts';
import { subscription, topicArn } from '../../testing/topic.ts';

const behaviour = behavioursOf('API Gateway REST API', import.meta.filename);

const serviceProxy = 'https://repost.aws/knowledge-center/api-gateway-proxy-integrate-service';
const tableProxy = 'https://aws.amazon.com/blogs/compute/using-amazon-api-gateway-as-a-proxy-for-dynamodb/';
const integration = 'https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html';
const mappings =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html';

const calls = (api: string, more: Record<string, unknown> = {}) => ({
  Type: 'AWS',
  Uri: `arn:aws:apigateway:us-east-1:${api}`,
  IntegrationHttpMethod: 'POST',
  Credentials: 'arn:aws:iam::000000000000:role/gateway',
  IntegrationResponses: [{ StatusCode: '200' }],
  ...more,
});

const typed = { 'content-type': 'application/json' };

const form = { 'integration.request.header.Content-Type': "'application/x-www-form-urlencoded'" };

const json = (template: unknown) => ({
  'application/json': typeof template === 'string' ? template : JSON.stringify(template),
});

const start = (
  t: Parameters<typeof startTemplate>[0],
  methods: MethodTemplate[],
  resources: Record<string, TemplateResource>,
) =>
  startTemplate(t, {
    Resources: { ...resources, ...restApi(methods) },
    Outputs: { ...restApiUrl, ...('Queue' in resources && { Queue: { Value: { Ref: 'Queue' } } }) },
  });

const topic = {
  Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
  Queue: queueResource(),
  Subscription: subscription('Queue', { RawMessageDelivery: true }),
};

behaviour(
  'an AWS integration with SNS publishes a message, from a form or from query parameters, and no function runs',
  { source: serviceProxy },
  async (t) => {
    const cloud = await start(
      t,
      [
        {
          verb: 'POST',
          path: '/by-query',
          integration: calls('sns:action/Publish', {
            RequestParameters: {
              ...form,
              'integration.request.querystring.Message': 'method.request.querystring.Message',
              'integration.request.querystring.TopicArn': 'method.request.querystring.TopicArn',
            },
            RequestTemplates: json('Action=Publish'),
          }),
        },
        {
          verb: 'POST',
          path: '/by-form',
          integration: calls('sns:path//', {
            RequestParameters: form,
            RequestTemplates: json(
              `Action=Publish&TopicArn=$util.urlEncode('${topicArn}')&Message=$util.urlEncode($input.body)&MessageAttributes.entry.1.Name=kind&MessageAttributes.entry.1.Value.DataType=String&MessageAttributes.entry.1.Value.StringValue=order`,
            ),
            IntegrationResponses: [
              {
                StatusCode: '202',
                SelectionPattern: '2\\d{2}',
                ResponseParameters: {
                  'method.response.header.X-Message':
                    'integration.response.body.PublishResponse.PublishResult.MessageId',
                },
                ResponseTemplates: json({ accepted: true }),
              },
              { StatusCode: '500' },
            ],
          }),
        },
      ],
      topic,
    );
    const { sqs } = clientsOf(t, cloud);
    const received = async () => {
      const { Messages } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: cloud.outputs.Queue,
          WaitTimeSeconds: 5,
          MessageAttributeNames: ['All'],
        }),
      );
      return Messages?.[0];
    };
    const query = new URLSearchParams({ TopicArn: topicArn, Message: 'a & b' });
    const first = await fetch(`${cloud.outputs.RestUrl}/by-query?${query}`, { method: 'POST' });
    const { PublishResponse } = await jsonOf(first);
    assert.equal(first.status, 200);
    assert.match(PublishResponse.PublishResult.MessageId, /^[0-9a-f-]{36}$/);
    assert.equal(PublishResponse.ResponseMetadata.RequestId, first.headers.get('x-amzn-requestid'));
    assert.equal((await received())?.Body, 'a & b');

    const second = await fetch(`${cloud.outputs.RestUrl}/by-form`, {
      method: 'POST',
      body: '{"order":1}',
      headers: typed,
    });
    assert.equal(second.status, 202);
    assert.match(second.headers.get('x-message') ?? '', /^[0-9a-f-]{36}$/);
    assert.deepEqual(await jsonOf(second), { accepted: true });
    const message = await received();
    assert.equal(message?.Body, '{"order":1}');
    assert.equal(message?.MessageAttributes?.kind?.StringValue, 'order');
  },
);

behaviour(
  'what a service refuses chooses the integration response by its status',
  {
    source:
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html',
  },
  async (t) => {
    const responses = [
      { StatusCode: '200' },
      {
        StatusCode: '422',
        SelectionPattern: '4\\d{2}',
        ResponseTemplates: json(`{"why":"$input.path('$.Error.Code')$input.path('$.__type')"}`),
      },
    ];
    const cloud = await start(
      t,
      [
        {
          verb: 'POST',
          path: '/topic',
          integration: calls('sns:action/Publish', {
            RequestTemplates: json('{}'),
            RequestParameters: { 'integration.request.querystring.TopicArn': `'${topicArn}-of-nobody'` },
            IntegrationResponses: responses,
          }),
        },
        {
          verb: 'POST',
          path: '/table',
          integration: calls('dynamodb:action/GetItem', {
            RequestTemplates: json({ TableName: 'nobody', Key: { id: { S: '1' } } }),
            IntegrationResponses: responses,
          }),
        },
      ],
      {},
    );
    const post = (path: string) =>
      fetch(`${cloud.outputs.RestUrl}${path}`, { method: 'POST', body: '{}', headers: typed });
    for (const [path, why] of [
      ['/topic', 'NotFound'],
      ['/table', 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException'],
    ] as const) {
      const response = await post(path);
      assert.equal(response.status, 422);
      assert.deepEqual(await jsonOf(response), { why });
    }
  },
);

behaviour(
  'an AWS integration with DynamoDB writes and reads items, which templates turn into the API’s own form',
  { source: tableProxy },
  async (t) => {
    const cloud = await start(
      t,
      [
        {
          verb: 'POST',
          path: '/comments',
          integration: calls('dynamodb:action/PutItem', {
            RequestTemplates: json(`{
              "TableName": "Comments",
              "Item": {
                "commentId": { "S": "$context.requestId" },
                "pageId": { "S": "$input.path('$.pageId')" },
                "userName": { "S": "$input.path('$.userName')" },
                "message": { "S": "$input.path('$.message')" }
              }
            }`),
          }),
        },
        {
          verb: 'GET',
          path: '/comments/{pageId}',
          integration: calls('dynamodb:action/Query', {
            RequestTemplates: json(`{
              "TableName": "Comments",
              "IndexName": "pageId-index",
              "KeyConditionExpression": "pageId = :v1",
              "ExpressionAttributeValues": { ":v1": { "S": "$input.params('pageId')" } }
            }`),
            IntegrationResponses: [
              {
                StatusCode: '200',
                ResponseTemplates: json(`#set($inputRoot = $input.path('$'))
{
  "comments": [
    #foreach($elem in $inputRoot.Items) {
      "commentId": "$elem.commentId.S",
      "userName": "$elem.userName.S",
      "message": "$elem.message.S"
    }#if($foreach.hasNext),#end
    #end
  ]
}`),
              },
            ],
          }),
        },
      ],
      {
        Comments: tableResource({
          TableName: 'Comments',
          KeySchema: [{ AttributeName: 'commentId', KeyType: 'HASH' }],
          AttributeDefinitions: ['commentId', 'pageId'].map((AttributeName) => ({
            AttributeName,
            AttributeType: 'S',
          })),
          GlobalSecondaryIndexes: [
            {
              IndexName: 'pageId-index',
              KeySchema: [{ AttributeName: 'pageId', KeyType: 'HASH' }],
              Projection: { ProjectionType: 'ALL' },
            },
          ],
        }),
      },
    );
    const put = await fetch(`${cloud.outputs.RestUrl}/comments`, {
      method: 'POST',
      headers: typed,
      body: JSON.stringify({ pageId: 'breaking-news', userName: 'Just Saying', message: 'I agree' }),
    });
    assert.equal(put.status, 200);
    assert.deepEqual(await jsonOf(put), {});
    assert.deepEqual(await jsonOf(fetch(`${cloud.outputs.RestUrl}/comments/breaking-news`)), {
      comments: [
        {
          commentId: put.headers.get('x-amzn-requestid'),
          userName: 'Just Saying',
          message: 'I agree',
        },
      ],
    });
  },
);

behaviour(
  'an action can also be named by the header X-Amz-Target, with the path /',
  { source: mappings },
  async (t) => {
    const cloud = await start(
      t,
      [
        {
          verb: 'POST',
          path: '/items',
          integration: calls('dynamodb:path//', {
            RequestParameters: { 'integration.request.header.X-Amz-Target': "'DynamoDB_20120810.PutItem'" },
            RequestTemplates: json({ TableName: 'Items', Item: { id: { S: '1' } }, ReturnValues: 'ALL_OLD' }),
          }),
        },
      ],
      { Items: tableResource({ TableName: 'Items' }) },
    );
    const post = () =>
      jsonOf(fetch(`${cloud.outputs.RestUrl}/items`, { method: 'POST', body: '{}', headers: typed }));
    assert.deepEqual(await post(), {});
    assert.deepEqual(await post(), { Attributes: { id: { S: '1' } } });
  },
);

behaviour(
  'an AWS integration with Kinesis puts a record, one with EventBridge an event',
  {
    source:
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/integrating-api-with-aws-services-kinesis.html',
  },
  async (t) => {
    const cloud = await start(
      t,
      [
        {
          verb: 'PUT',
          path: '/streams/{stream-name}/record',
          integration: calls('kinesis:action/PutRecord', {
            RequestTemplates: json(`{
              "StreamName": "$input.params('stream-name')",
              "Data": "$util.base64Encode($input.json('$.Data'))",
              "PartitionKey": "$input.path('$.PartitionKey')"
            }`),
          }),
        },
        {
          verb: 'PUT',
          path: '/events',
          integration: calls('events:action/PutEvents', {
            RequestTemplates: json(
              `{"Entries": [{"Source": "shop", "DetailType": "placed", "Detail": "$util.escapeJavaScript($input.body)"}]}`,
            ),
          }),
        },
      ],
      { Stream: { Type: 'AWS::Kinesis::Stream', Properties: { Name: 'orders', ShardCount: 1 } } },
    );
    const put = (path: string, body: object) =>
      jsonOf(
        fetch(`${cloud.outputs.RestUrl}${path}`, {
          method: 'PUT',
          body: JSON.stringify(body),
          headers: typed,
        }),
      );
    const record = await put('/streams/orders/record', { Data: 'some data', PartitionKey: 'one' });
    assert.equal(record.ShardId, 'shardId-000000000000');
    assert.match(record.SequenceNumber, /^\d+$/);
    const { FailedEntryCount, Entries } = await put('/events', { order: 1 });
    assert.equal(FailedEntryCount, 0);
    assert.match(Entries[0].EventId, /^[0-9a-f-]{36}$/);
  },
);

behaviour(
  'a template may override status, headers and parameters',
  {
    source:
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html',
  },
  async (t) => {
    const cloud = await start(
      t,
      [
        {
          verb: 'POST',
          path: '/items',
          integration: calls('dynamodb:path//', {
            RequestParameters: { 'integration.request.header.X-Amz-Target': "'DynamoDB_20120810.Scan'" },
            RequestTemplates: json(
              `#set($context.requestOverride.header.X-Amz-Target = "DynamoDB_20120810.$input.path('$.action')"){"TableName": "Items", "Key": {"id": {"S": "1"}}}`,
            ),
            IntegrationResponses: [
              {
                StatusCode: '200',
                ResponseParameters: { 'method.response.header.X-Found': "'yes'" },
                ResponseTemplates: json(
                  `#if($input.path('$.Item') == "")#set($context.responseOverride.status = 404)#set($context.responseOverride.header.X-Found = "no")#end{}`,
                ),
              },
            ],
          }),
        },
      ],
      { Items: tableResource({ TableName: 'Items' }) },
    );
    const response = await fetch(`${cloud.outputs.RestUrl}/items`, {
      method: 'POST',
      body: '{"action":"GetItem"}',
      headers: typed,
    });
    assert.equal(response.status, 404);
    assert.equal(response.headers.get('x-found'), 'no');
  },
);

behaviour(
  'a template that cannot transform what it gets gives the caller 500, and nothing is called',
  {
    source:
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html',
  },
  async (t) => {
    const cloud = await start(
      t,
      [
        {
          verb: 'POST',
          path: '/orders',
          integration: calls('sns:action/Publish', {
            RequestParameters: form,
            RequestTemplates: json(`$util.parseJson($input.path('$.text')).x`),
          }),
        },
      ],
      topic,
    );
    const response = await fetch(`${cloud.outputs.RestUrl}/orders`, {
      method: 'POST',
      body: '{"text":"no JSON"}',
      headers: typed,
    });
    assert.equal(response.status, 500);
    assert.deepEqual(await jsonOf(response), { message: 'Internal server error' });
  },
);

for (const [what, given, says] of [
  [
    'without a role',
    calls('sns:action/Publish', { Credentials: undefined }),
    /Role ARN must be specified for AWS integrations\. Give Credentials the ARN/,
  ],
  ['with a service that is not here', calls('firehose:action/PutRecord'), /with firehose is not supported/],
  [
    'with an action that is not here',
    calls('sns:action/Subscribe'),
    /sns:action\/Subscribe is not supported/,
  ],
  ['without an action', calls('dynamodb:path//'), /dynamodb:path\/\/ names no action: write dynamodb:action/],
  [
    'as a proxy of something else than a function',
    calls('sns:action/Publish', { Type: 'AWS_PROXY' }),
    /type AWS_PROXY calls a Lambda function, not sns:action\/Publish/,
  ],
] as const) {
  behaviour(
    `an AWS integration ${what} is refused when the API is made`,
    what.startsWith('with ')
      ? { source: integration, fidelity: 'differs', note: 'AWS has more services and actions' }
      : { source: integration },
    async (t) => {
      await assert.rejects(start(t, [{ verb: 'POST', path: '/orders', integration: given }], {}), says);
    },
  );
}

for (const [what, responses, says] of [
  [
    'a status that its method has not',
    [{ StatusCode: '200' }],
    /Output mapping refers to an invalid method response: 202\. Define it in MethodResponses/,
  ],
  [
    'a header that its method has not',
    [{ StatusCode: '202', ResponseParameters: { 'method.response.header.X-Other': true } }],
    /Invalid mapping expression parameter specified: method\.response\.header\.X-Message\. Define it/,
  ],
] as const) {
  behaviour(
    `an integration response with ${what} among its method responses is refused`,
    {
      source:
        'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-method-integrationresponse.html',
    },
    async (t) => {
      const integration = calls('sns:action/Publish', {
        IntegrationResponses: [
          { StatusCode: '202', ResponseParameters: { 'method.response.header.X-Message': "'yes'" } },
        ],
      });
      const method = { MethodResponses: responses };
      await assert.rejects(start(t, [{ verb: 'POST', path: '/orders', integration, method }], {}), says);
    },
  );
}
