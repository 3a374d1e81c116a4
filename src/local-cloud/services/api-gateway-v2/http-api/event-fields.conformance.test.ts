import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { startTemplate } from '../../../testing/assembly.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { below, fieldsOf } from '../../../testing/event-fields.ts';
import { echo, httpApi, httpApiUrl } from '../../../testing/gateway-templates.ts';
import { jsonOf } from '../../../testing/http.ts';
import { functionResource } from '../../../testing/templates.ts';

const behaviour = behavioursOf('API Gateway HTTP API', import.meta.filename);
const source =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.proxy-format';

/** What a request with everything in it comes to as an event. */
async function eventOf(t: TestContext, PayloadFormatVersion: '1.0' | '2.0') {
  const cloud = await startTemplate(t, {
    Resources: {
      Function: functionResource(echo),
      ...httpApi(
        ['ANY /my/{parameter1}'],
        { PayloadFormatVersion },
        { stage: { StageVariables: { stageVariable1: 'value1' } } },
      ),
    },
    Outputs: { ...httpApiUrl, Api: { Value: { Ref: 'Api' } } },
  });
  const url = new URL('/my/path?parameter1=value1&parameter1=value2', cloud.outputs.Url);
  const response = await fetch(url, {
    method: 'POST',
    headers: { header1: 'value1', cookie: 'cookie1', 'user-agent': 'agent', 'content-type': 'text/plain' },
    body: 'Hello from Lambda',
  });
  const event = await jsonOf(response);
  const { requestContext } = event;
  assert.equal(requestContext.accountId, '000000000000');
  assert.equal(requestContext.apiId, cloud.outputs.Api);
  assert.equal(requestContext.domainName, url.host);
  assert.equal(requestContext.domainPrefix, cloud.outputs.Api);
  assert.equal(requestContext.stage, '$default');
  assert.match(requestContext.requestId, /^[\w-]{15}=$/);
  assert.equal(response.headers.get('apigw-requestid'), requestContext.requestId);
  return event;
}

const time = /^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/;

behaviour(
  'an event of payload format 2.0 has every field of the page’s example but a certificate and an authorizer that were not used',
  { source },
  async (t) => {
    const event = await eventOf(t, '2.0');
    assert.deepEqual(
      fieldsOf(event, ['headers', 'queryStringParameters', 'pathParameters', 'stageVariables']),
      [
        ...['version', 'routeKey', 'rawPath', 'rawQueryString', 'cookies', 'headers', 'body'],
        ...['queryStringParameters', 'pathParameters', 'isBase64Encoded', 'stageVariables'],
        ...below('requestContext', 'accountId', 'apiId', 'domainName', 'domainPrefix', 'requestId'),
        ...below('requestContext', 'routeKey', 'stage', 'time', 'timeEpoch'),
        ...below('requestContext.http', 'method', 'path', 'protocol', 'sourceIp', 'userAgent'),
      ].sort(),
    );
    assert.match(event.requestContext.time, time);
    assert.ok(Number.isInteger(event.requestContext.timeEpoch));
    assert.equal(event.requestContext.routeKey, 'ANY /my/{parameter1}');
  },
);

behaviour('an event of payload format 1.0 has every field of the page’s example', { source }, async (t) => {
  const event = await eventOf(t, '1.0');
  assert.deepEqual(
    fieldsOf(event, [
      ...['headers', 'multiValueHeaders', 'queryStringParameters', 'multiValueQueryStringParameters'],
      ...['pathParameters', 'stageVariables'],
    ]),
    [
      ...['version', 'resource', 'path', 'httpMethod', 'headers', 'multiValueHeaders', 'body'],
      ...['queryStringParameters', 'multiValueQueryStringParameters', 'pathParameters'],
      ...['stageVariables', 'isBase64Encoded'],
      ...below(
        'requestContext',
        ...['accountId', 'apiId', 'authorizer.claims', 'authorizer.scopes', 'domainName', 'domainPrefix'],
        ...['extendedRequestId', 'httpMethod', 'path', 'protocol', 'requestId', 'requestTime'],
        ...['requestTimeEpoch', 'resourceId', 'resourcePath', 'stage'],
      ),
      ...below(
        'requestContext.identity',
        ...['accessKey', 'accountId', 'caller', 'clientCert', 'cognitoAuthenticationProvider'],
        ...['cognitoAuthenticationType', 'cognitoIdentityId', 'cognitoIdentityPoolId'],
        ...['principalOrgId', 'sourceIp', 'user', 'userAgent', 'userArn'],
      ),
    ].sort(),
  );
  const context = event.requestContext;
  assert.match(context.requestTime, time);
  assert.ok(Number.isInteger(context.requestTimeEpoch));
  assert.equal(context.extendedRequestId, context.requestId);
  assert.equal(context.protocol, 'HTTP/1.1');
  assert.equal(context.resourceId, null);
  assert.deepEqual(context.authorizer, { claims: null, scopes: null });
});
