import assert from 'node:assert/strict';
import { behavioursOf } from '../../testing/behaviour.ts';
import { exchangeOf } from './exchange.ts';
import { compileMappingTemplate } from './mapping-template.ts';
import type { RestRequest } from './rest-method.ts';

const behaviour = behavioursOf('API Gateway REST API', import.meta.filename);

const page =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html';
const examples =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-variable-examples.html';

const request: RestRequest = {
  requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
  receivedAt: Date.UTC(2026, 10, 21, 10, 30),
  method: 'POST',
  path: '/prod/things/abc',
  rawQueryString: 'name=first&name=last',
  headers: { 'x-mine': 'One', 'user-agent': 'tester' },
  rawHeaders: ['X-Mine', 'One', 'User-Agent', 'tester'],
  httpVersion: '1.1',
  sourceIp: '127.0.0.1',
  host: 'api.example',
  apiId: 'api',
  stage: 'prod',
  stageVariables: { shop: 'books' },
  resourceId: 'r1',
  resourcePath: '/things/{id}',
  pathInStage: '/things/abc',
  pathParameters: { id: 'abc' },
  body: Buffer.alloc(0),
  authorizer: { principalId: 'user', numKey: 1 },
};

const exchange = () => exchangeOf(request);
const fill = (template: string, body: unknown) =>
  compileMappingTemplate(template)(exchange(), typeof body === 'string' ? body : JSON.stringify(body));

behaviour(
  'a mapping template is a program in VTL: it can hand on all parameters of the request',
  { source: examples },
  () => {
    const template = `#set($allParams = $input.params())
{
  "params" : {
    #foreach($type in $allParams.keySet())
    #set($params = $allParams.get($type))
    "$type" : {
      #foreach($paramName in $params.keySet())
      "$paramName" : "$util.escapeJavaScript($params.get($paramName))"
      #if($foreach.hasNext),#end
      #end
    }
    #if($foreach.hasNext),#end
    #end
  }
}`;
    assert.deepEqual(JSON.parse(fill(template, '')), {
      params: {
        path: { id: 'abc' },
        querystring: { name: 'last' },
        header: { 'X-Mine': 'One', 'User-Agent': 'tester' },
      },
    });
  },
);

behaviour('$input gives the payload, parts of it and parameters', { source: examples }, () => {
  const template = `{
    "id" : "$input.params('id')",
    "count" : "$input.path('$.things').size()",
    "things" : $input.json('$.things')
}`;
  const things = { 1: {}, 2: {}, 3: {} };
  assert.deepEqual(JSON.parse(fill(template, { things })), { id: 'abc', count: '3', things });
  assert.equal(fill('$input.body|$input.params("name")|$input.params("nowhere")', 'raw'), 'raw|last|');
});

behaviour('$util decodes, encodes, escapes and parses', { source: page }, () => {
  const parse = `#set ($errorMessageObj = $util.parseJson($input.path('$.errorMessage')))
{ "errorMessageObjKey2ArrVal" : $errorMessageObj.key2.arr[0] }`;
  const errorMessage = '{"key1":"var1","key2":{"arr":[1,2,3]}}';
  assert.deepEqual(JSON.parse(fill(parse, { errorMessage })), { errorMessageObjKey2ArrVal: 1 });
  const escaping = `"$util.escapeJavaScript($input.path('$.text')).replaceAll("\\\\'","'")"`;
  assert.equal(JSON.parse(fill(escaping, { text: `it's "so"` })), `it's "so"`);
  for (const [name, given, expected] of [
    ['urlEncode', 'a b&c', 'a+b%26c'],
    ['urlDecode', 'a+b%26c', 'a b&c'],
    ['base64Encode', 'hi', 'aGk='],
    ['base64Decode', 'aGk=', 'hi'],
  ])
    assert.equal(fill(`$util.${name}($input.path('$.x'))`, { x: given }), expected);
});

behaviour(
  'context and stage variables can be read, those of an authorizer as texts',
  { source: page },
  () => {
    const template = `$context.httpMethod $context.resourcePath $context.identity.userAgent $context.protocol $context.requestTime $context.requestTimeEpoch $context.authorizer.numKey $stageVariables.shop $stageVariables['shop']`;
    assert.equal(
      fill(template, ''),
      `POST /things/{id} tester HTTP/1.1 21/Nov/2026:10:30:00 +0000 ${request.receivedAt} 1 books books`,
    );
  },
);

behaviour(
  'a template can ask for all keys of what an authorizer gave, as that of CDK’s StepFunctionsRestApi does',
  {
    source:
      'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_apigateway.StepFunctionsExecutionIntegrationOptions.html#authorizer',
  },
  () => {
    const each = '$key=$context.authorizer.get($key)';
    assert.equal(
      fill(`#foreach($key in $context.authorizer.keySet())${each}#if($foreach.hasNext),#end#end`, ''),
      'principalId=user,numKey=1',
    );
  },
);

behaviour(
  'an object that is written as a text has the form of Java, a list that of JSON',
  {
    source: page,
    fidelity: 'modelled',
    note: 'Not documented; as users have recorded it',
  },
  () => assert.equal(fill(`$input.path('$')`, { a: 1, b: [{ c: 5 }] }), '{a=1, b=[{"c":5}]}'),
);

behaviour(
  'a loop in a template has at most 1,000 turns',
  {
    source:
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html',
  },
  () => {
    const turns = fill(`#foreach($each in $input.path('$'))x#end`, Array(1001).fill(0));
    assert.equal(turns.length, 1000);
  },
);

behaviour(
  'a template that uses what is not there is refused when the API is made',
  {
    source: page,
    fidelity: 'differs',
    note: 'AWS leaves out what it does not know; and of JSONPath there are names and indexes only',
  },
  () => {
    for (const [template, says] of [
      ['$nowhere', /the reference \$nowhere is not supported in a mapping template: nothing sets it/],
      ['$context.nowhere', /\$context\.nowhere is not supported in a mapping template/],
      ['$util.toJson(1)', /the reference \$util\.toJson\(\) is not supported/],
      ['$input.size', /the reference \$input\.size is not supported/],
      ["$input.path('$..x')", /the JSONPath \$\.\.x is not supported/],
      ['$input.body.getClass()', /the method \.getClass\(\) is not supported/],
      ['#evaluate($input.body)', /the directive #evaluate is not supported/],
    ] as const)
      assert.throws(() => compileMappingTemplate(template), says);
  },
);
