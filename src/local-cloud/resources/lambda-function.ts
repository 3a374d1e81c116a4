import { statSync } from 'node:fs';
import * as v from 'valibot';
import { arnOf } from '../account.ts';
import { DeployError } from '../cloud.ts';
import type { StackArtifact } from '../template/assembly.ts';
import { integerBetween } from './property-schemas.ts';
import { defineResource } from './resource-type.ts';

const code = v.union(
  [
    v.strictObject({ ZipFile: v.string() }),
    v.strictObject({ S3Bucket: v.string(), S3Key: v.string(), S3ObjectVersion: v.optional(v.string()) }),
  ],
  'must be inline code (ZipFile) or an asset of this assembly (S3Bucket and S3Key)',
);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-function.html */
export const lambdaFunction = defineResource({
  type: 'AWS::Lambda::Function',
  properties: v.strictObject({
    FunctionName: v.optional(v.string()),
    Code: code,
    Handler: v.pipe(v.string(), v.regex(/^.+\.[^.]+$/, 'must look like file.export')),
    Runtime: v.pipe(v.string(), v.regex(/^nodejs(22|24)\.x$/, 'must be nodejs22.x or nodejs24.x')),
    MemorySize: v.optional(integerBetween(128, 10_240), 128),
    Timeout: v.optional(integerBetween(1, 900), 3),
    ReservedConcurrentExecutions: v.optional(integerBetween(0, 1_000_000)),
    Environment: v.optional(
      v.strictObject({
        Variables: v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])), {}),
      }),
      {},
    ),
    PackageType: v.optional(v.literal('Zip', 'container images are not supported, only Zip')),
  }),
  withoutEffect: {
    Role: 'every call is allowed: IAM is not emulated',
    Architectures: 'the code runs on this machine’s processor',
    Description: 'text for people',
    Tags: 'nothing here is billed or selected by tag',
    LoggingConfig: 'logs go to the stream of events',
    TracingConfig: 'there is no X-Ray here',
    RuntimeManagementConfig: 'the runtime is this machine’s Node.js',
    EphemeralStorage: '/tmp is this machine’s and is not limited',
  },
  identify({ logicalId, stackName, properties }) {
    const name = properties.FunctionName ?? `${stackName}-${logicalId}`;
    return { ref: name, attributes: { Arn: arnOf('lambda', `function:${name}`) } };
  },
  create({ logicalId, stack, properties, ref, attributes }, { lambda, addresses }) {
    const variables = properties.Environment.Variables ?? {};
    const fn = lambda.createFunction({
      logicalId,
      name: ref,
      arn: attributes.Arn as string,
      runtime: properties.Runtime,
      handler: properties.Handler,
      code:
        'ZipFile' in properties.Code
          ? { inline: properties.Code.ZipFile }
          : assetOf(logicalId, properties.Code.S3Key, stack),
      memoryMiB: properties.MemorySize,
      timeoutSeconds: properties.Timeout,
      reservedConcurrency: properties.ReservedConcurrentExecutions,
      variables: Object.fromEntries(
        Object.entries(variables).map(([key, value]) => [key, addresses.localize(String(value))]),
      ),
    });
    return () => fn.close();
  },
});

function assetOf(logicalId: string, key: string, stack: StackArtifact): { directory: string } {
  const asset = stack.assets.get(key.replace(/\.zip$/, ''));
  if (!asset) {
    throw new DeployError(
      `${logicalId}: the code asset ${key} is not in this cloud assembly.`,
      'Synthesize again; code that lies in a bucket of its own cannot be fetched here.',
    );
  }
  if (!statSync(asset.path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new DeployError(
      `${logicalId}: the code asset ${asset.path} is no folder.`,
      'Give CDK the folder of the code (Code.fromAsset(folder) or NodejsFunction) instead of an archive.',
    );
  }
  return { directory: asset.path };
}
