import assert from 'node:assert/strict';
import { behavioursOf } from '../../testing/behaviour.ts';
import { below, fieldsOf } from '../../testing/event-fields.ts';
import { jsonOf } from '../../testing/http.ts';
import { startLambda } from '../../testing/lambda.ts';
import { functionResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('Lambda function URL', import.meta.filename);

behaviour(
  'the event has every field of the page’s example but those that are null or left out where they are not used',
  { source: 'https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-request-payload' },
  async (t) => {
    const { cloud } = await startLambda(
      t,
      {
        Function: functionResource('exports.handler = async (event) => event;'),
        Url: {
          Type: 'AWS::Lambda::Url',
          Properties: { TargetFunctionArn: { 'Fn::GetAtt': ['Function', 'Arn'] }, AuthType: 'NONE' },
        },
      },
      { outputs: { Address: { 'Fn::GetAtt': ['Url', 'FunctionUrl'] } } },
    );
    const response = await fetch(`${cloud.outputs.Address}my/path?parameter1=value1&parameter1=value2`, {
      method: 'POST',
      headers: { header1: 'value1', cookie: 'cookie1', 'user-agent': 'agent', 'content-type': 'text/plain' },
      body: 'Hello from client!',
    });
    const event = await jsonOf(response);
    assert.deepEqual(
      fieldsOf(event, ['headers', 'queryStringParameters']),
      [
        ...['version', 'routeKey', 'rawPath', 'rawQueryString', 'cookies', 'headers', 'body'],
        ...['queryStringParameters', 'isBase64Encoded'],
        ...below('requestContext', 'accountId', 'apiId', 'domainName', 'domainPrefix', 'requestId'),
        ...below('requestContext', 'routeKey', 'stage', 'time', 'timeEpoch'),
        ...below('requestContext.http', 'method', 'path', 'protocol', 'sourceIp', 'userAgent'),
      ].sort(),
    );
    const { requestContext } = event;
    assert.match(requestContext.requestId, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.match(requestContext.time, /^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
    assert.ok(Number.isInteger(requestContext.timeEpoch));
    assert.equal(requestContext.apiId, requestContext.domainPrefix);
    assert.equal(requestContext.routeKey, '$default');
    assert.equal(requestContext.http.userAgent, 'agent');
  },
);
