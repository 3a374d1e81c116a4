import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeployError } from '../../../kernel/errors.ts';
import { startFunction } from '../../../testing/lambda.ts';

const code = 'exports.handler = async () => 1;';

const refused: [what: string, properties: Record<string, unknown>, problem: RegExp][] = [
  ['a runtime of another language', { Runtime: 'python3.14' }, /Runtime.* must be a Node\.js runtime/],
  ['layers', { Layers: ['arn:aws:lambda:us-east-1:1:layer:x:1'] }, /Layers: this property is not supported/],
  ['a container image', { Code: { ImageUri: 'x' } }, /container images \(ImageUri\) are not supported/],
  ['a container image package', { PackageType: 'Image' }, /container images are not supported/],
  ['SnapStart', { SnapStart: { ApplyOn: 'PublishedVersions' } }, /SnapStart is not there for Node\.js/],
  ['a file system', { FileSystemConfigs: [] }, /FileSystemConfigs: this property is not supported/],
  [
    'a reserved variable',
    { Environment: { Variables: { AWS_REGION: 'x' } } },
    /AWS_REGION: Lambda sets these itself/,
  ],
  ['a variable of one letter', { Environment: { Variables: { A: 'x' } } }, /A: names start with a letter/],
  ['variables above 4 KB', { Environment: { Variables: { LONG: 'x'.repeat(4_096) } } }, /may have 4 KB/],
  // As JSON it is 11 bytes longer than the value.
  ['variables above 4 KB as JSON', { Environment: { Variables: { LONG: 'x'.repeat(4_086) } } }, /4 KB/],
  ['a name of 65 characters', { FunctionName: 'x'.repeat(65) }, /FunctionName.* must be 1 to 64 letters/],
  ['a name with a dot', { FunctionName: 'a.b' }, /FunctionName.* must be 1 to 64 letters/],
  ['a handler with a space', { Handler: 'my file.handler' }, /Handler.* must look like file\.export/],
  ['inline code above 4 MB', { Code: { ZipFile: 'x'.repeat(4_194_305) } }, /inline code may have 4 MB/],
  ['a timeout above 900 s', { Timeout: 901 }, /must be at most 900/],
  ['memory below 128 MB', { MemorySize: 64 }, /must be at least 128/],
];
for (const [what, properties, problem] of refused)
  test(`${what} is refused before anything starts`, async (t) => {
    await assert.rejects(startFunction(t, code, properties), (error: DeployError) => {
      assert.equal(error.name, 'DeployError');
      assert.match(error.problem, problem);
      return true;
    });
  });

test('variables of exactly 4 KB as JSON are taken', async (t) => {
  const Environment = { Variables: { LONG: 'x'.repeat(4_096 - '{"LONG":""}'.length) } };
  const { invoke } = await startFunction(t, code, { Environment });
  assert.equal((await invoke()).payload, 1);
});

test('what has no effect here is taken', async (t) => {
  const { invoke } = await startFunction(t, code, {
    VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
    Architectures: ['arm64'],
    TracingConfig: { Mode: 'Active' },
    Tags: [{ Key: 'a', Value: 'b' }],
    SnapStart: { ApplyOn: 'None' },
  });
  assert.equal((await invoke()).payload, 1);
});

test('a dead-letter queue that does not exist is refused', async (t) => {
  const TargetArn = 'arn:aws:sqs:us-east-1:000000000000:nowhere';
  await assert.rejects(startFunction(t, code, { DeadLetterConfig: { TargetArn } }), { name: 'DeployError' });
});
