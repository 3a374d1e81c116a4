import assert from 'node:assert/strict';
import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { clientsOf } from '../../testing/clients.ts';
import { restApi, restApiUrl } from '../../testing/gateway-templates.ts';
import { jsonOf } from '../../testing/http.ts';
import { machineResource } from '../../testing/state-machine.ts';
import { queueResource } from '../../testing/templates.ts';
import { subscription, topicArn } from '../../testing/topic.ts';
import { Watch } from '../../testing/watch.ts';

const behaviour = behavioursOf('API Gateway REST API', import.meta.filename);

const calls = (api: string, more: Record<string, unknown> = {}) => ({
  Type: 'AWS',
  Uri: `arn:aws:apigateway:us-east-1:${api}`,
  IntegrationHttpMethod: 'POST',
  Credentials: 'arn:aws:iam::000000000000:role/gateway',
  IntegrationResponses: [
    { StatusCode: '200' },
    { StatusCode: '400', SelectionPattern: '4\\d{2}' },
    { StatusCode: '500', SelectionPattern: '5\\d{2}' },
  ],
  ...more,
});

const form = { 'integration.request.header.Content-Type': "'application/x-www-form-urlencoded'" };

const post = (url: string, body: unknown) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

behaviour(
  'an AWS integration with Step Functions starts an execution, and the caller gets its ARN and date at once',
  { source: 'https://docs.aws.amazon.com/step-functions/latest/dg/tutorial-api-gateway.html' },
  async (t) => {
    const start = calls('states:action/StartExecution');
    const cloud = await startTemplate(t, {
      Resources: {
        Machine: machineResource({ Done: { Type: 'Succeed', Output: '{% $states.input.order %}' } }),
        ...restApi([
          { verb: 'POST', path: '/execution', integration: start },
          {
            verb: 'POST',
            path: '/orders',
            integration: {
              ...start,
              RequestTemplates: {
                'application/json': {
                  'Fn::Sub': `{"input": "$util.escapeJavaScript($input.json('$'))", "stateMachineArn": "\${Machine}"}`,
                },
              },
            },
          },
        ]),
      },
      Outputs: { ...restApiUrl, Machine: { Value: { Ref: 'Machine' } } },
    });
    const { RestUrl, Machine: stateMachineArn = '' } = cloud.outputs;
    const watch = new Watch(cloud);
    const asked = { input: '{"order":1}', name: 'MyExecution', stateMachineArn };
    const answer = await post(`${RestUrl}/execution`, asked);
    assert.equal(answer.status, 200);
    const { executionArn, startDate } = await jsonOf(answer);
    assert.equal(executionArn, `${stateMachineArn.replace(':stateMachine:', ':execution:')}:MyExecution`);
    assert.equal(typeof startDate, 'number');
    const mapped = await jsonOf(post(`${RestUrl}/orders`, { order: 2 }));
    await watch.until(() => watch.of('execution-ended').length === 2, 'both executions end');
    const client = new SFNClient({
      endpoint: cloud.endpoints.sfn,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    t.after(() => client.destroy());
    for (const [arn, output] of [
      [executionArn, '1'],
      [mapped.executionArn, '2'],
    ])
      assert.equal((await client.send(new DescribeExecutionCommand({ executionArn: arn }))).output, output);
    const [started] = watch.of('execution-started', 'Machine');
    assert.deepEqual(started?.causes, [answer.headers.get('x-amzn-requestid')]);

    const unknown = await post(`${RestUrl}/execution`, {
      ...asked,
      stateMachineArn: `${stateMachineArn}-not`,
    });
    assert.equal(unknown.status, 400);
    assert.equal((await jsonOf(unknown)).__type, 'StateMachineDoesNotExist');
    const again = await post(`${RestUrl}/execution`, { ...asked, input: '{}' });
    assert.equal((await jsonOf(again)).__type, 'ExecutionAlreadyExists');
  },
);

behaviour(
  'an AWS integration with StartSyncExecution waits for an Express workflow, and its response template makes of the result what the caller gets',
  { source: 'https://docs.aws.amazon.com/step-functions/latest/dg/tutorial-api-gateway.html' },
  async (t) => {
    const run = calls('states:action/StartSyncExecution', {
      RequestTemplates: {
        'application/json': {
          'Fn::Sub': `{"input": "$util.escapeJavaScript($input.json('$'))", "stateMachineArn": "\${Machine}"}`,
        },
      },
      IntegrationResponses: [
        {
          StatusCode: '200',
          ResponseTemplates: {
            'application/json': `#if($input.path('$.status') == 'SUCCEEDED')$input.path('$.output')#else#set($context.responseOverride.status = 500){"error": "$input.path('$.error')"}#end`,
          },
        },
      ],
    });
    const cloud = await startTemplate(t, {
      Resources: {
        Machine: machineResource(
          {
            Check: {
              Type: 'Choice',
              Choices: [{ Condition: '{% $states.input.n > 0 %}', Next: 'Yes' }],
              Default: 'No',
            },
            Yes: { Type: 'Succeed', Output: { doubled: '{% $states.input.n * 2 %}' } },
            No: { Type: 'Fail', Error: 'TooSmall' },
          },
          {},
          { StateMachineType: 'EXPRESS' },
        ),
        ...restApi([{ verb: 'POST', path: '/orders', integration: run }]),
      },
      Outputs: restApiUrl,
    });
    const answer = await post(`${cloud.outputs.RestUrl}/orders`, { n: 2 });
    assert.equal(answer.status, 200);
    assert.deepEqual(await jsonOf(answer), { doubled: 4 });
    const failed = await post(`${cloud.outputs.RestUrl}/orders`, { n: 0 });
    assert.equal(failed.status, 500);
    assert.deepEqual(await jsonOf(failed), { error: 'TooSmall' });
  },
);

behaviour(
  'an AWS integration with SNS publishes a batch, whose answer says of each message whether it was taken',
  { source: 'https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html' },
  async (t) => {
    const entry = (index: number, message: string) =>
      `&PublishBatchRequestEntries.member.${index}.Id=m${index}&PublishBatchRequestEntries.member.${index}.Message=${message}`;
    const batch = (entries: string) =>
      calls('sns:path//', {
        RequestParameters: form,
        RequestTemplates: {
          'application/json': `Action=PublishBatch&TopicArn=$util.urlEncode('${topicArn}')${entries}`,
        },
      });
    const cloud = await startTemplate(t, {
      Resources: {
        Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
        Queue: queueResource(),
        Subscription: subscription('Queue', { RawMessageDelivery: true }),
        ...restApi([
          {
            verb: 'POST',
            path: '/orders',
            integration: batch(
              entry(1, "$util.urlEncode($input.path('$.first'))") +
                entry(2, "$util.urlEncode($input.path('$.second'))") +
                entry(3, ''),
            ),
          },
          { verb: 'POST', path: '/none', integration: batch('') },
        ]),
      },
      Outputs: { ...restApiUrl, Queue: { Value: { Ref: 'Queue' } } },
    });
    const answer = await post(`${cloud.outputs.RestUrl}/orders`, { first: 'a & b', second: 'c' });
    assert.equal(answer.status, 200);
    const { Successful, Failed } = (await jsonOf(answer)).PublishBatchResponse.PublishBatchResult;
    assert.deepEqual(
      Successful.map(({ Id }: { Id: string }) => Id),
      ['m1', 'm2'],
    );
    assert.deepEqual(
      Failed.map(({ Id, Code, SenderFault }: Record<string, unknown>) => [Id, Code, SenderFault]),
      [['m3', 'InvalidParameter', true]],
    );
    const { sqs } = clientsOf(t, cloud);
    const bodies: (string | undefined)[] = [];
    while (bodies.length < 2) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: cloud.outputs.Queue,
          MaxNumberOfMessages: 10,
          WaitTimeSeconds: 5,
        }),
      );
      bodies.push(...Messages.map(({ Body }) => Body));
    }
    assert.deepEqual(bodies.toSorted(), ['a & b', 'c']);
    const none = await post(`${cloud.outputs.RestUrl}/none`, {});
    assert.equal(none.status, 400);
    assert.equal((await jsonOf(none)).Error.Code, 'EmptyBatchRequest');
  },
);

behaviour(
  'a path parameter of an AWS integration stands in its URI: the request says which queue gets the message',
  {
    source:
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping-sources.html',
  },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: {
        First: queueResource({ QueueName: 'first' }),
        Second: queueResource({ QueueName: 'second' }),
        ...restApi([
          {
            verb: 'POST',
            path: '/to/{queue}',
            integration: calls('sqs:path/{account}/{name}', {
              RequestParameters: {
                ...form,
                'integration.request.path.account': 'context.accountId',
                'integration.request.path.name': 'method.request.path.queue',
              },
              RequestTemplates: {
                'application/json': 'Action=SendMessage&MessageBody=$util.urlEncode($input.body)',
              },
            }),
          },
        ]),
      },
      Outputs: { ...restApiUrl, Second: { Value: { Ref: 'Second' } } },
    });
    const sent = await post(`${cloud.outputs.RestUrl}/to/second`, { order: 1 });
    assert.equal(sent.status, 200);
    const { sqs } = clientsOf(t, cloud);
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: cloud.outputs.Second }));
    assert.equal(Messages?.[0]?.Body, '{"order":1}');
    const nowhere = await post(`${cloud.outputs.RestUrl}/to/third`, { order: 1 });
    assert.equal(nowhere.status, 400);
    assert.match((await jsonOf(nowhere)).Error.Code, /NonExistentQueue/);
  },
);

behaviour(
  'a mapping of a request parameter that the method does not define is refused when the API is made',
  {
    source:
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration-requestParameters.html',
  },
  async (t) => {
    const maps = (source: string, RequestParameters: Record<string, boolean>) =>
      startTemplate(t, {
        Resources: restApi([
          {
            verb: 'POST',
            path: '/orders',
            integration: calls('sns:action/Publish', {
              RequestParameters: { 'integration.request.querystring.Message': source },
            }),
            method: { RequestParameters },
          },
        ]),
      });
    await assert.rejects(
      maps('method.request.querystring.text', { 'method.request.header.text': true }),
      /Invalid mapping expression parameter specified: method\.request\.querystring\.text\. Define it in RequestParameters of the method: "method\.request\.querystring\.text": true/,
    );
    await assert.rejects(
      maps('method.request.body', { text: true }),
      /Invalid mapping expression specified: text/,
    );
    await maps('method.request.multivaluequerystring.text', { 'method.request.querystring.text': false });
    await maps('method.request.body.text', {});
  },
);

behaviour(
  'what a Lambda integration cannot take of a mapping is refused when the API is made',
  {
    source:
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-integration-async.html',
    fidelity: 'differs',
    note: 'AWS makes the API, and calls of it fail or the mapping has no effect',
  },
  async (t) => {
    for (const [Type, name, value, says] of [
      ['AWS', 'X-Amz-Log-Type', "'Tail'", /X-Amz-Log-Type: 'Tail' is not supported/],
      ['AWS_PROXY', 'X-Amz-Invocation-Type', "'Event'", /is not supported for a Lambda proxy/],
    ] as const) {
      const RequestParameters = { [`integration.request.header.${name}`]: value };
      await assert.rejects(
        startTemplate(t, {
          Resources: restApi([
            {
              verb: 'POST',
              path: '/orders',
              integration: {
                Type,
                Uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:f/invocations',
                RequestParameters,
              },
            },
          ]),
        }),
        says,
      );
    }
  },
);
