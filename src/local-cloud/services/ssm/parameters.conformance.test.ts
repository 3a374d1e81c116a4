import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import {
  DeleteParameterCommand,
  DeleteParametersCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  LabelParameterVersionCommand,
  type ParameterStringFilter,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { account } from '../../kernel/account.ts';
import type { TemplateResource } from '../../template/template.ts';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';

const behaviour = behavioursOf('Systems Manager', import.meta.filename);
const api = 'https://docs.aws.amazon.com/systems-manager/latest/APIReference';
const guide = 'https://docs.aws.amazon.com/systems-manager/latest/userguide';

async function startParameters(t: TestContext, Resources: Record<string, TemplateResource> = {}) {
  const cloud = await startTemplate(t, { Resources });
  const ssm = new SSMClient({
    endpoint: cloud.endpoints.ssm,
    region: account.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  t.after(() => ssm.destroy());
  const put = (Name: string, Value: string, more: Partial<PutParameterCommand['input']> = {}) =>
    ssm.send(new PutParameterCommand({ Name, Value, Type: 'String', ...more }));
  const get = async (Name: string, WithDecryption = false) =>
    (await ssm.send(new GetParameterCommand({ Name, WithDecryption }))).Parameter;
  return { ssm, put, get };
}

const parameter = (Properties: Record<string, unknown>): TemplateResource => ({
  Type: 'AWS::SSM::Parameter',
  Properties,
});

behaviour(
  'a template’s parameter is read by its name or ARN',
  {
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-ssm-parameter.html',
  },
  async (t) => {
    const { get } = await startParameters(t, {
      Url: parameter({ Name: '/shop/url', Type: 'String', Value: 'https://example.com' }),
    });
    const found = await get('/shop/url');
    const ARN = `arn:aws:ssm:${account.region}:${account.id}:parameter/shop/url`;
    assert.deepEqual(
      { ...found, LastModifiedDate: undefined },
      {
        Name: '/shop/url',
        Type: 'String',
        Value: 'https://example.com',
        Version: 1,
        ARN,
        DataType: 'text',
        LastModifiedDate: undefined,
      },
    );
    assert.equal((await get(ARN))?.Value, 'https://example.com');
    await assert.rejects(get('/shop/other'), { name: 'ParameterNotFound' });
  },
);

behaviour(
  'a parameter is overwritten only on demand, and then has a new version',
  { source: `${api}/API_PutParameter.html` },
  async (t) => {
    const { ssm, put, get } = await startParameters(t);
    await put('limit', '1');
    await assert.rejects(put('limit', '2'), { name: 'ParameterAlreadyExists' });
    assert.equal((await put('limit', '2', { Overwrite: true })).Version, 2);
    assert.equal((await get('limit'))?.Value, '2');
    assert.equal((await get('limit:1'))?.Value, '1');
    await assert.rejects(get('limit:3'), { name: 'ParameterVersionNotFound' });
    await ssm.send(
      new LabelParameterVersionCommand({ Name: 'limit', ParameterVersion: 1, Labels: ['stable'] }),
    );
    assert.equal((await get('limit:stable'))?.Value, '1');
    const { Parameters } = await ssm.send(new GetParameterHistoryCommand({ Name: 'limit' }));
    assert.deepEqual(
      Parameters?.map(({ Version, Value }) => [Version, Value]),
      [
        [1, '1'],
        [2, '2'],
      ],
    );
  },
);

behaviour(
  'a SecureString’s text is given only with decryption',
  {
    source: `${guide}/secure-string-parameter-kms-encryption.html`,
    fidelity: 'modelled',
    note: 'There is no key: what is given without decryption is only encoded.',
  },
  async (t) => {
    const { put, get } = await startParameters(t);
    await put('password', 'open sesame', { Type: 'SecureString' });
    assert.equal((await get('password', true))?.Value, 'open sesame');
    const hidden = await get('password');
    assert.equal(hidden?.Type, 'SecureString');
    assert.notEqual(hidden?.Value, 'open sesame');
  },
);

behaviour(
  'several parameters are read by name, and those that are not there are named',
  { source: `${api}/API_GetParameters.html` },
  async (t) => {
    const { ssm, put } = await startParameters(t);
    await put('a', '1');
    const { Parameters, InvalidParameters } = await ssm.send(new GetParametersCommand({ Names: ['a', 'b'] }));
    assert.deepEqual([Parameters?.map((each) => each.Value), InvalidParameters], [['1'], ['b']]);
    const Names = Array.from({ length: 11 }, (_, index) => `p${index}`);
    await assert.rejects(ssm.send(new GetParametersCommand({ Names })), { name: 'ValidationException' });
    assert.deepEqual((await ssm.send(new DeleteParametersCommand({ Names: ['a', 'b'] }))).DeletedParameters, [
      'a',
    ]);
    await assert.rejects(ssm.send(new DeleteParameterCommand({ Name: 'a' })), { name: 'ParameterNotFound' });
  },
);

behaviour(
  'parameters are read by path, a level or everything below it, in pages of at most ten',
  { source: `${api}/API_GetParametersByPath.html` },
  async (t) => {
    const { ssm, put } = await startParameters(t);
    for (const name of ['/shop/a', '/shop/b', '/shop/db/url', '/shopping/c', '/other']) await put(name, 'x');
    const read = (more: Partial<GetParametersByPathCommand['input']> = {}) =>
      ssm.send(new GetParametersByPathCommand({ Path: '/shop', ...more }));
    const namesOf = ({ Parameters = [] }: Awaited<ReturnType<typeof read>>) =>
      Parameters.map((each) => each.Name);
    assert.deepEqual(namesOf(await read()), ['/shop/a', '/shop/b']);
    assert.deepEqual(namesOf(await read({ Recursive: true })), ['/shop/a', '/shop/b', '/shop/db/url']);
    const first = await read({ MaxResults: 1 });
    assert.deepEqual(namesOf(await read({ MaxResults: 1, NextToken: first.NextToken })), ['/shop/b']);
    for (const wrong of [{ Path: 'shop' }, { MaxResults: 11 }])
      await assert.rejects(read(wrong), { name: 'ValidationException' });
  },
);

behaviour(
  'what a parameter may not be is refused, at run time and in a template',
  { source: `${guide}/sysman-paramstore-su-create.html` },
  async (t) => {
    const { put } = await startParameters(t);
    const refused: [name: string, value: string, more: Record<string, string>, error: string][] = [
      ['two words', 'x', {}, 'ValidationException'],
      ['aws-name', 'x', {}, 'ValidationException'],
      ['shop/url', 'x', {}, 'ValidationException'],
      ['/a'.repeat(16), 'x', {}, 'ValidationException'],
      ['large', 'x'.repeat(4_097), {}, 'ValidationException'],
      ['larger', 'x'.repeat(8_193), { Tier: 'Advanced' }, 'ValidationException'],
      ['pattern', 'x', { AllowedPattern: String.raw`\d+` }, 'ParameterPatternMismatchException'],
      ['pattern', 'x', { AllowedPattern: '(' }, 'InvalidAllowedPatternException'],
    ];
    for (const [name, value, more, error] of refused) {
      await assert.rejects(put(name, value, more), { name: error }, name);
      await assert.rejects(
        startTemplate(t, {
          Resources: { P: parameter({ Name: name, Type: 'String', Value: value, ...more }) },
        }),
        /P \(AWS::SSM::Parameter\)/,
        name,
      );
    }
    await put('large', 'x'.repeat(8_192), { Tier: 'Advanced' });
  },
);

behaviour(
  'a SecureString is told with the key that it names, or the account’s own; none is shared by others, and a policy is refused',
  {
    source: `${api}/API_PutParameter.html`,
    fidelity: 'differs',
    note: 'Nothing is encrypted, and a parameter with policies, which would expire, is refused.',
  },
  async (t) => {
    const { ssm, put } = await startParameters(t);
    await put('plain', 'x', { Type: 'SecureString' });
    await put('ours', 'x', { Type: 'SecureString', KeyId: 'alias/ours' });
    const described = async (Shared?: boolean) => {
      const { Parameters = [] } = await ssm.send(new DescribeParametersCommand({ Shared }));
      return Parameters.map(({ Name, KeyId }) => [Name, KeyId]);
    };
    assert.deepEqual(await described(), [
      ['ours', 'alias/ours'],
      ['plain', 'alias/aws/ssm'],
    ]);
    assert.deepEqual(await described(true), []);
    await assert.rejects(put('text', 'x', { KeyId: 'alias/ours' }), {
      name: 'ValidationException',
      message: /^KeyId alias\/ours is of no use for a parameter of type String: leave it out/,
    });
    await assert.rejects(put('brief', 'x', { Policies: '[]' }), {
      message: 'Policies is not emulated in this call: leave it out.',
    });
  },
);

behaviour(
  'a list may be asked for without filters, and is refused with some',
  {
    source: `${api}/API_DescribeParameters.html`,
    fidelity: 'differs',
    note: 'filters are not emulated, instead of being passed over',
  },
  async (t) => {
    const { ssm, put } = await startParameters(t);
    await put('/app/key', 'x');
    const lists = (ParameterFilters: ParameterStringFilter[]) => [
      ssm.send(new DescribeParametersCommand({ ParameterFilters })),
      ssm.send(new GetParametersByPathCommand({ Path: '/app', ParameterFilters })),
    ];
    for (const each of lists([])) assert.equal((await each).Parameters?.length, 1);
    for (const each of lists([{ Key: 'Type', Values: ['String'] }]))
      await assert.rejects(each, {
        name: 'ValidationException',
        message:
          /ParameterFilters: filters are not emulated: leave them out, and choose among what is answered$/,
      });
  },
);
