import assert from 'node:assert/strict';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { below, fieldsOf } from '../../testing/event-fields.ts';
import { echo, restApi, restApiUrl } from '../../testing/gateway-templates.ts';
import { jsonOf } from '../../testing/http.ts';
import { functionResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('API Gateway REST API', import.meta.filename);

/** Those of the page's examples, and of the context variables that their keys are said to be. */
const fields = [
  ...['resource', 'path', 'httpMethod', 'headers', 'multiValueHeaders', 'queryStringParameters'],
  ...['multiValueQueryStringParameters', 'pathParameters', 'stageVariables', 'body', 'isBase64Encoded'],
  ...below(
    'requestContext',
    ...['accountId', 'apiId', 'domainName', 'domainPrefix', 'extendedRequestId', 'httpMethod', 'path'],
    ...['protocol', 'requestId', 'requestTime', 'requestTimeEpoch', 'resourceId', 'resourcePath', 'stage'],
  ),
  ...below(
    'requestContext.identity',
    ...['accessKey', 'accountId', 'apiKey', 'apiKeyId', 'caller', 'clientCert', 'principalOrgId'],
    ...['cognitoAuthenticationProvider', 'cognitoAuthenticationType', 'cognitoIdentityId'],
    ...['cognitoIdentityPoolId', 'sourceIp', 'user', 'userAgent', 'userArn'],
  ),
].sort();

behaviour(
  'a proxy event has every field of the page’s examples, and each has its form',
  {
    source:
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format',
  },
  async (t) => {
    const cloud = await startTemplate(t, {
      Resources: {
        Function: functionResource(echo),
        ...restApi([{ verb: 'ANY', path: '/{proxy+}' }], {
          stage: { Variables: { stageVariableName: 'stageVariableValue' } },
        }),
      },
      Outputs: { ...restApiUrl, Api: { Value: { Ref: 'Rest' } } },
    });
    const url = new URL(`${cloud.outputs.RestUrl}/hello/world?name=me&multivalueName=you&multivalueName=me`);
    const response = await fetch(url, {
      method: 'POST',
      headers: { headerName: 'headerValue', 'content-type': 'application/json', 'user-agent': 'tester' },
      body: '{"a":1}',
    });
    const event = await jsonOf(response);
    assert.deepEqual(
      fieldsOf(event, [
        ...['headers', 'multiValueHeaders', 'queryStringParameters', 'multiValueQueryStringParameters'],
        ...['pathParameters', 'stageVariables'],
      ]),
      fields,
    );
    const { identity, ...context } = event.requestContext;
    assert.match(context.requestId, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.match(context.extendedRequestId, /^[\w-]{15}=$/);
    assert.equal(response.headers.get('x-amzn-requestid'), context.requestId);
    assert.equal(response.headers.get('x-amz-apigw-id'), context.extendedRequestId);
    assert.match(context.requestTime, /^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
    assert.ok(Number.isInteger(context.requestTimeEpoch));
    const { requestId, extendedRequestId, requestTime, requestTimeEpoch, resourceId, ...fixed } = context;
    assert.match(resourceId, /^[a-z0-9]+$/);
    assert.deepEqual(fixed, {
      accountId: '000000000000',
      apiId: cloud.outputs.Api,
      domainName: url.host,
      domainPrefix: cloud.outputs.Api,
      httpMethod: 'POST',
      path: '/prod/hello/world',
      protocol: 'HTTP/1.1',
      resourcePath: '/{proxy+}',
      stage: 'prod',
    });
    const { sourceIp, userAgent, ...others } = identity;
    assert.deepEqual([sourceIp, userAgent], ['127.0.0.1', 'tester']);
    for (const [name, value] of Object.entries(others)) assert.equal(value, null, name);
    assert.equal(event.resource, '/{proxy+}');
    assert.equal(event.path, '/hello/world');
    assert.equal(event.headers.headerName, 'headerValue');
    assert.match(event.headers['X-Amzn-Trace-Id'], /^Root=1-/);
    assert.deepEqual(event.queryStringParameters, { name: 'me', multivalueName: 'me' });
    assert.deepEqual(event.multiValueQueryStringParameters, { name: ['me'], multivalueName: ['you', 'me'] });
    assert.deepEqual(event.pathParameters, { proxy: 'hello/world' });
    assert.deepEqual(event.stageVariables, { stageVariableName: 'stageVariableValue' });
    assert.equal(event.body, '{"a":1}');
  },
);
