import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { startCloud } from '../index.ts';
import { knownTypes } from '../services.ts';
import { functionResource } from '../testing/templates.ts';
import { readAssembly } from './assembly.ts';
import { assetFolder } from './asset-folder.ts';
import { planStacks } from './plan.ts';

/** Writes files by their path in a folder that is removed after the test. */
function folderWith(t: TestContext, files: Record<string, unknown>): string {
  const folder = mkdtempSync(join(tmpdir(), 'assembly-test-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    const isRaw = typeof content === 'string' || content instanceof Uint8Array;
    writeFileSync(join(folder, path), isRaw ? content : JSON.stringify(content));
  }
  return folder;
}

const stack = (templateFile: string, dependencies: string[] = []) => ({
  type: 'aws:cloudformation:stack',
  properties: { templateFile },
  dependencies,
});

test('stacks come after those that they depend on, with the stages of the app among them', async (t) => {
  const folder = folderWith(t, {
    'manifest.json': {
      artifacts: {
        'assembly-Live': { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Live' } },
        Consumer: stack('Consumer.json', ['Producer']),
        Producer: stack('Producer.json'),
        Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
      },
    },
    'Consumer.json': {},
    'Producer.json': {},
    'assembly-Live/manifest.json': {
      artifacts: {
        Stack: {
          ...stack('Stack.json'),
          properties: { templateFile: 'Stack.json', stackName: 'Live-Stack' },
        },
      },
    },
    'assembly-Live/Stack.json': {},
  });
  const stacks = await readAssembly(folder);
  assert.deepEqual(
    stacks.map(({ name }) => name),
    ['Live-Stack', 'Producer', 'Consumer'],
  );
});

test('a stack for an account and Region of its own is taken for those of the local cloud', async (t) => {
  const folder = folderWith(t, {
    'manifest.json': {
      artifacts: { Stack: { ...stack('Stack.json'), environment: 'aws://123456789012/eu-west-1' } },
    },
    'Stack.json': {
      Outputs: { Arn: { Value: 'arn:aws:sqs:eu-west-1:123456789012:orders' }, Zone: { Value: 'eu-west-1a' } },
    },
  });
  const { outputs } = planStacks(await readAssembly(folder), knownTypes);
  assert.deepEqual(outputs, { Arn: 'arn:aws:sqs:us-east-1:000000000000:orders', Zone: 'us-east-1a' });
});

test('a nested stack takes parameters from its parent and gives it its outputs', async (t) => {
  const folder = folderWith(t, {
    'manifest.json': {
      artifacts: {
        assets: { type: 'cdk:asset-manifest', properties: { file: 'assets.json' } },
        Parent: stack('Parent.json', ['assets']),
      },
    },
    'assets.json': {
      files: {
        f00d: {
          source: { path: 'nested.json', packaging: 'file' },
          destinations: { here: { objectKey: 'f00d.json' } },
        },
      },
    },
    'nested.json': {
      Parameters: { Dead: { Type: 'String' } },
      Resources: {
        Queue: {
          Type: 'AWS::SQS::Queue',
          Properties: { RedrivePolicy: { deadLetterTargetArn: { Ref: 'Dead' }, maxReceiveCount: 3 } },
        },
      },
      Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Queue', 'Arn'] } } },
    },
    'Parent.json': {
      Resources: {
        Dead: { Type: 'AWS::SQS::Queue' },
        Nested: {
          Type: 'AWS::CloudFormation::Stack',
          Properties: {
            TemplateURL: 'https://s3.us-east-1.amazonaws.com/assets/f00d.json',
            Parameters: { Dead: { 'Fn::GetAtt': ['Dead', 'Arn'] } },
          },
        },
      },
      Outputs: { Inner: { Value: { 'Fn::GetAtt': ['Nested', 'Outputs.Arn'] } } },
    },
  });
  const plan = planStacks(await readAssembly(folder), knownTypes);
  assert.deepEqual(plan.outputs, { Inner: 'arn:aws:sqs:us-east-1:000000000000:Parent-Nested-Queue' });
  assert.deepEqual(plan.steps.at(-1)?.resource.properties, {
    RedrivePolicy: {
      deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:Parent-Dead',
      maxReceiveCount: 3,
    },
  });
});

test('a .zip asset is unpacked into a folder that goes when it is removed', (t) => {
  const archive = zipSync({ 'index.js': strToU8('exports.handler = 1;'), lib: { 'a.js': strToU8('2') } });
  const folder = folderWith(t, { 'code.zip': archive });
  const assets = new Map([['abc.zip', { path: join(folder, 'code.zip'), packaging: 'file' }]]);
  const unpacked = assetFolder('Function', 'abc.zip', assets);
  t.after(() => unpacked.remove());
  assert.equal(readFileSync(join(unpacked.directory, 'index.js'), 'utf8'), 'exports.handler = 1;');
  assert.equal(readFileSync(join(unpacked.directory, 'lib/a.js'), 'utf8'), '2');
  unpacked.remove();
  assert.throws(() => readFileSync(join(unpacked.directory, 'index.js')), /ENOENT/);
});

test('a function runs from a .zip asset, and nothing of it is left when the cloud is closed', async (t) => {
  const archive = zipSync({ 'index.js': strToU8(`exports.handler = async () => __dirname;`) });
  const folder = folderWith(t, {
    'manifest.json': {
      artifacts: {
        assets: { type: 'cdk:asset-manifest', properties: { file: 'assets.json' } },
        Test: stack('Test.json', ['assets']),
      },
    },
    'assets.json': { files: { abc: { source: { path: 'code.zip', packaging: 'file' } } } },
    'code.zip': archive,
    'Test.json': {
      Resources: { Function: functionResource('', { Code: { S3Bucket: 'assets', S3Key: 'abc.zip' } }) },
    },
  });
  const cloud = await startCloud({ assembly: folder });
  t.after(() => cloud.close());
  const client = new LambdaClient({
    endpoint: cloud.endpoints.lambda,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  t.after(() => client.destroy());
  const answer = await client.send(new InvokeCommand({ FunctionName: 'Test-Function' }));
  const directory = JSON.parse(answer.Payload?.transformToString() ?? '');
  assert.equal(existsSync(directory), true);
  await cloud.close();
  assert.equal(existsSync(directory), false);
});

test('an archive that is none, or reaches out of its folder, is refused', (t) => {
  const folder = folderWith(t, {
    'broken.zip': 'no archive',
    'evil.zip': zipSync({ '../outside.js': strToU8('1') }),
  });
  for (const name of ['broken', 'evil']) {
    const assets = new Map([[`${name}.zip`, { path: join(folder, `${name}.zip`), packaging: 'file' }]]);
    assert.throws(() => assetFolder('Function', `${name}.zip`, assets), /cannot be unpacked/);
  }
});

for (const { what, files, path = '', says } of [
  { what: 'a folder that is missing', files: {}, path: 'nowhere', says: /There is no folder .*nowhere/ },
  { what: 'a cdk.out that is missing', files: {}, path: 'cdk.out', says: /npx cdk synth/ },
  { what: 'a file', files: { 'app.ts': '' }, path: 'app.ts', says: /is a file.*\n.*npx cdk synth/ },
  { what: 'a CDK app', files: { 'cdk.json': {} }, says: /is a CDK app.*\n.*npx cdk synth/ },
  {
    what: 'a folder of something else',
    files: { 'a.txt': '' },
    says: /no manifest\.json.*\n.*npx cdk synth/,
  },
  { what: 'a broken manifest', files: { 'manifest.json': '{' }, says: /cannot be read/ },
  { what: 'an assembly without stacks', files: { 'manifest.json': {} }, says: /holds no stack/ },
]) {
  test(`${what} is refused with what to do`, async (t) => {
    await assert.rejects(readAssembly(join(folderWith(t, files), path)), says);
  });
}
