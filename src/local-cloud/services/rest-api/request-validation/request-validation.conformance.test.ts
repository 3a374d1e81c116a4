import assert from 'node:assert/strict';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { Template, TemplateResource } from '../../../template/template.ts';
import { startTemplate } from '../../../testing/assembly.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { clientsOf } from '../../../testing/clients.ts';
import { type MethodTemplate, restApi, restApiUrl } from '../../../testing/gateway-templates.ts';
import { jsonOf } from '../../../testing/http.ts';
import { queueResource } from '../../../testing/templates.ts';

const behaviour = behavioursOf('API Gateway REST API', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/apigateway/latest/developerguide';
const validation = `${guide}/api-gateway-method-request-validation.html`;
const setUp = `${guide}/api-gateway-request-validation-set-up.html`;

/** The model of the page that sets validation up. */
const pet = {
  $schema: 'http://json-schema.org/draft-04/schema#',
  type: 'object',
  required: ['name', 'price', 'type'],
  properties: {
    id: { type: 'integer' },
    type: { type: 'string', enum: ['dog', 'cat', 'fish'] },
    name: { type: 'string' },
    price: { type: 'number', minimum: 25, maximum: 500 },
  },
};

const model = (Schema: unknown, more: Record<string, unknown> = {}): TemplateResource => ({
  Type: 'AWS::ApiGateway::Model',
  Properties: { RestApiId: { Ref: 'Rest' }, ContentType: 'application/json', Schema, ...more },
});

const validator = (ValidateRequestBody: boolean, ValidateRequestParameters: boolean): TemplateResource => ({
  Type: 'AWS::ApiGateway::RequestValidator',
  Properties: { RestApiId: { Ref: 'Rest' }, ValidateRequestBody, ValidateRequestParameters },
});

const ok = '{"statusCode":200}';

/** Answers with 200 whatever it gets. */
const mock = {
  Type: 'MOCK',
  RequestTemplates: { 'application/json': ok, 'text/plain': ok },
  IntegrationResponses: [{ StatusCode: '200', ResponseTemplates: { 'application/json': '"served"' } }],
};

/** An API whose methods are validated. */
const validated = (methods: MethodTemplate[], more: Record<string, TemplateResource> = {}): Template => ({
  Resources: {
    Pet: model(pet),
    Body: validator(true, false),
    Parameters: validator(false, true),
    Both: validator(true, true),
    ...restApi(methods.map((each) => ({ integration: mock, ...each }))),
    ...more,
  },
  Outputs: restApiUrl,
});

async function asked(url: string | undefined, path: string, init: RequestInit = {}) {
  const response = await fetch(`${url}${path}`, init);
  return { status: response.status, body: await jsonOf(response) };
}

const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
});

const served = { status: 200, body: 'served' };
const refused = (message: string) => ({ status: 400, body: { message } });
const marco = { name: 'Marco', type: 'dog', price: 260 };

behaviour(
  'a request validator refuses with 400 what lacks a required parameter, or has it blank',
  { source: setUp },
  async (t) => {
    const { outputs } = await startTemplate(
      t,
      validated([
        {
          verb: 'GET',
          path: '/validation',
          method: {
            RequestValidatorId: { Ref: 'Parameters' },
            RequestParameters: {
              'method.request.querystring.q1': true,
              'method.request.header.h1': true,
              'method.request.querystring.q2': false,
            },
          },
        },
      ]),
    );
    const get = (query: string, headers: Record<string, string>) =>
      asked(outputs.RestUrl, `/validation${query}`, { headers });
    assert.deepEqual(await get('?q1=cat', { h1: 'v1' }), served);
    assert.deepEqual(await get('', { h1: 'v1' }), refused('Missing required request parameters: [q1]'));
    assert.deepEqual(await get('?q1=', { h1: 'v1' }), refused('Missing required request parameters: [q1]'));
    assert.deepEqual(await get('?q2=x', {}), refused('Missing required request parameters: [q1, h1]'));
  },
);

behaviour(
  'a request validator refuses with 400 a body that does not fit the model',
  { source: setUp },
  async (t) => {
    const { outputs } = await startTemplate(
      t,
      validated([
        {
          verb: 'POST',
          path: '/validation',
          method: {
            RequestValidatorId: { Ref: 'Both' },
            RequestParameters: { 'method.request.header.h1': true },
            RequestModels: { 'application/json': { Ref: 'Pet' } },
          },
        },
      ]),
    );
    const send = (body: unknown, headers: Record<string, string> = { h1: 'v1' }) =>
      asked(outputs.RestUrl, '/validation', post(body, headers));
    assert.deepEqual(await send(marco), served);
    assert.deepEqual(await send(marco, {}), refused('Missing required request parameters: [h1]'));
    for (const body of [
      { ...marco, type: 'bird' },
      { ...marco, price: 501 },
      { name: 'Molly', type: 'cat' },
      '{"name":',
      '',
    ])
      assert.deepEqual(await send(body), refused('Invalid request body'), JSON.stringify(body));
  },
);

behaviour(
  'a body of a content type without a model is not checked, unless a model is there for $default',
  { source: validation },
  async (t) => {
    const method = (name: string, contentType: string): MethodTemplate => ({
      verb: 'POST',
      path: `/${name}`,
      method: { RequestValidatorId: { Ref: 'Body' }, RequestModels: { [contentType]: { Ref: 'Pet' } } },
    });
    const { outputs } = await startTemplate(
      t,
      validated([method('json', 'application/json'), method('any', '$default')]),
    );
    const send = (path: string, type: string) =>
      asked(outputs.RestUrl, path, post({ type: 'bird' }, { 'content-type': type }));
    assert.equal((await send('/json', 'application/json; charset=utf-8')).status, 400);
    assert.equal((await send('/json', 'text/plain')).status, 200);
    assert.equal((await send('/any', 'text/plain')).status, 400);
  },
);

behaviour(
  'without a request validator, models and required parameters refuse nothing',
  { source: validation },
  async (t) => {
    const { outputs } = await startTemplate(
      t,
      validated([
        {
          verb: 'POST',
          path: '/free',
          method: {
            RequestParameters: { 'method.request.querystring.q1': true },
            RequestModels: { 'application/json': { Ref: 'Pet' } },
          },
        },
      ]),
    );
    assert.deepEqual(await asked(outputs.RestUrl, '/free', post({ type: 'bird' })), served);
  },
);

behaviour(
  'an API in front of a queue refuses what does not fit before anything is sent',
  { source: validation },
  async (t) => {
    const integration = {
      Type: 'AWS',
      Credentials: 'arn:aws:iam::000000000000:role/gateway',
      Uri: {
        'Fn::Join': [
          '',
          ['arn:aws:apigateway:us-east-1:sqs:path/000000000000/', { 'Fn::GetAtt': ['Queue', 'QueueName'] }],
        ],
      },
      RequestParameters: {
        'integration.request.header.Content-Type': "'application/x-www-form-urlencoded'",
      },
      RequestTemplates: {
        'application/json': 'Action=SendMessage&MessageBody=$util.urlEncode($input.body)',
      },
      IntegrationResponses: [{ StatusCode: '202', SelectionPattern: '200' }, { StatusCode: '500' }],
    };
    const template = validated(
      [
        {
          verb: 'POST',
          path: '/pets',
          integration,
          method: {
            RequestValidatorId: { Ref: 'Body' },
            RequestModels: { 'application/json': { Ref: 'Pet' } },
          },
        },
      ],
      { Queue: queueResource() },
    );
    const cloud = await startTemplate(t, {
      ...template,
      Outputs: { ...template.Outputs, Queue: { Value: { Ref: 'Queue' } } },
    });
    const { sqs } = clientsOf(t, cloud);
    const statuses: number[] = [];
    for (const body of [{ ...marco, price: '260' }, marco])
      statuses.push((await fetch(`${cloud.outputs.RestUrl}/pets`, post(body))).status);
    assert.deepEqual(statuses, [400, 202]);
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: cloud.outputs.Queue, MaxNumberOfMessages: 10 }),
    );
    assert.deepEqual(
      Messages?.map(({ Body = '' }) => JSON.parse(Body)),
      [marco],
    );
  },
);

behaviour(
  'a gateway response can tell a caller what a validator found wrong',
  {
    source: `${guide}/api-gateway-gatewayResponse-definition.html`,
    fidelity: 'modelled',
    note: 'AWS does not document the wording; here each problem is told with its place in the body',
  },
  async (t) => {
    const { outputs } = await startTemplate(
      t,
      validated(
        [
          {
            verb: 'POST',
            path: '/pets',
            method: {
              RequestValidatorId: { Ref: 'Body' },
              RequestModels: { 'application/json': { Ref: 'Pet' } },
            },
          },
        ],
        {
          Told: {
            Type: 'AWS::ApiGateway::GatewayResponse',
            Properties: {
              RestApiId: { Ref: 'Rest' },
              ResponseType: 'BAD_REQUEST_BODY',
              StatusCode: 422,
              ResponseTemplates: {
                'application/json':
                  '{"message":$context.error.messageString,"wrong":"$context.error.validationErrorString"}',
              },
            },
          },
        },
      ),
    );
    assert.deepEqual(await asked(outputs.RestUrl, '/pets', post({ ...marco, type: 'bird' })), {
      status: 422,
      body: {
        message: 'Invalid request body',
        wrong: '[type: "bird" is none of ["dog","cat","fish"]]',
      },
    });
  },
);

behaviour(
  'a model may refer to another one of its API',
  { source: `${guide}/models-mappings-models.html` },
  async (t) => {
    const reference = {
      'Fn::Join': [
        '',
        ['https://apigateway.amazonaws.com/restapis/', { Ref: 'Rest' }, '/models/', { Ref: 'Pet' }],
      ],
    };
    const { outputs } = await startTemplate(
      t,
      validated(
        [
          {
            verb: 'POST',
            path: '/pets',
            method: {
              RequestValidatorId: { Ref: 'Body' },
              RequestModels: { 'application/json': { Ref: 'Pets' } },
            },
          },
        ],
        { Pets: model({ type: 'array', minItems: 1, items: { $ref: reference } }, { Name: 'Pets' }) },
      ),
    );
    const send = (body: unknown) => asked(outputs.RestUrl, '/pets', post(body));
    assert.equal((await send([marco])).status, 200);
    assert.equal((await send([marco, { ...marco, price: 1 }])).status, 400);
    assert.equal((await send([])).status, 400);
  },
);

const refusals: [what: string, resource: Record<string, unknown>, problem: RegExp][] = [
  [
    'a model with a keyword that JSON schema draft 4 does not have',
    { Pet: model({ properties: { kind: { const: 'dog' } } }) },
    /Pet .*Schema.*#\.properties\.kind has what is no keyword of JSON schema draft 4: const/,
  ],
  [
    'a model whose name is not of letters and digits',
    { Pet: model(pet, { Name: 'my-pet' }) },
    /Pet .*Name.*must be letters and digits/,
  ],
  [
    'a model that refers to one that is not there',
    { Pet: model({ $ref: 'https://apigateway.amazonaws.com/restapis/x/models/Nowhere' }) },
    /Pet: its Schema refers to the model Nowhere, and its REST API has none of this name/,
  ],
];

for (const [what, resources, problem] of refusals)
  behaviour(
    `${what} is refused when the API is made`,
    { source: `${guide}/models-mappings-models.html` },
    async (t) => {
      const { Resources, ...rest } = validated([{ verb: 'GET', path: '/' }]);
      await assert.rejects(
        startTemplate(t, { ...rest, Resources: { ...Resources, ...resources } } as Template),
        problem,
      );
    },
  );

for (const [what, properties, problem] of [
  [
    'model',
    { RequestModels: { 'application/json': 'Nowhere' } },
    /there is no model Nowhere of its REST API/,
  ],
  ['request validator', { RequestValidatorId: 'nowhere' }, /there is no request validator nowhere of its/],
] as const)
  behaviour(
    `a method that names a ${what} that its API does not have is refused`,
    { source: 'https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethod.html' },
    async (t) => {
      const template = validated([{ verb: 'GET', path: '/pets', method: properties }]);
      await assert.rejects(startTemplate(t, template), problem);
    },
  );
