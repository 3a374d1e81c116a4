import * as v from 'valibot';
import { arnOf } from '../../../kernel/account.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { physicalName } from '../../../kernel/physical-name.ts';
import { integerBetween } from '../../../kernel/property-schemas.ts';
import { assetFolder } from '../../../template/asset-folder.ts';
import { reservedVariables } from '../environment-variables.ts';
import type { LambdaService } from '../lambda-service.ts';
import { hintOfRuntime, runtime } from './runtime.ts';

const code = v.union(
  [
    // "up to 4 MB"
    v.strictObject({
      ZipFile: v.pipe(v.string(), v.maxBytes(4_194_304, 'inline code may have 4 MB: make it an asset')),
    }),
    v.strictObject({ S3Bucket: v.string(), S3Key: v.string(), S3ObjectVersion: v.optional(v.string()) }),
  ],
  'must be inline code (ZipFile) or an asset of this assembly (S3Bucket and S3Key); container images (ImageUri) are not supported',
);

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#create-environment-variables */
const variables = v.pipe(
  v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
  v.check(
    (all) => Object.keys(all).every((each) => /^[a-zA-Z][a-zA-Z0-9_]+$/.test(each)),
    (issue) =>
      `${namesIn(issue.input, (each) => !/^[a-zA-Z][a-zA-Z0-9_]+$/.test(each))}: names start with a letter and have at least two letters, digits or underscores`,
  ),
  v.check(
    (all) => !Object.keys(all).some((each) => reservedVariables.has(each)),
    (issue) =>
      `${namesIn(issue.input, (each) => reservedVariables.has(each))}: Lambda sets these itself and reserves their names`,
  ),
  v.check((all) => sizeOf(all) <= 4096, 'all variables together, as JSON, may have 4 KB'),
);

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html */
const loggingConfig = v.strictObject({
  LogGroup: v.optional(
    v.pipe(v.string(), v.regex(/^[.\-_/#A-Za-z\d]{1,512}$/, 'must be the name of a log group')),
  ),
  LogFormat: v.optional(v.picklist(['Text', 'JSON'], 'must be Text or JSON')),
  ApplicationLogLevel: v.optional(v.string()),
  SystemLogLevel: v.optional(v.string()),
});

const namesIn = (all: object, wanted: (name: string) => boolean): string =>
  Object.keys(all).filter(wanted).join(', ');

/** As Lambda measures it: of the JSON object. */
const sizeOf = (all: object): number =>
  Buffer.byteLength(
    JSON.stringify(Object.fromEntries(Object.entries(all).map(([name, value]) => [name, String(value)]))),
  );

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-function.html */
export const lambdaFunction = defineResource({
  type: 'AWS::Lambda::Function',
  properties: v.strictObject({
    FunctionName: v.optional(
      v.pipe(
        v.string(),
        v.regex(/^[\w-]{1,64}$/, 'must be 1 to 64 letters, digits, hyphens and underscores'),
      ),
    ),
    Code: code,
    Handler: v.pipe(
      v.string(),
      v.regex(/^\S+\.[^.\s]+$/, 'must look like file.export'),
      v.maxLength(128, 'may have 128 characters'),
    ),
    Runtime: runtime,
    MemorySize: v.optional(integerBetween(128, 10_240), 128),
    Timeout: v.optional(integerBetween(1, 900), 3),
    ReservedConcurrentExecutions: v.optional(integerBetween(0, 1_000_000)),
    Environment: v.optional(
      v.strictObject({
        Variables: v.optional(variables, {}),
      }),
      {},
    ),
    DeadLetterConfig: v.optional(v.strictObject({ TargetArn: v.optional(v.string()) }), {}),
    SnapStart: v.optional(
      v.strictObject({ ApplyOn: v.literal('None', 'SnapStart is not there for Node.js, on AWS neither') }),
    ),
    DurableConfig: v.optional(
      v.strictObject({
        ExecutionTimeout: integerBetween(1, 31_622_400),
        RetentionPeriodInDays: v.optional(integerBetween(1, 90), 14),
      }),
    ),
    LoggingConfig: v.optional(loggingConfig, {}),
    PackageType: v.optional(v.literal('Zip', 'container images are not supported, only Zip')),
  }),
  withoutEffect: {
    Role: 'every call is allowed: IAM is not emulated',
    Architectures: 'the code runs on this machine’s processor',
    Description: 'text for people',
    Tags: 'nothing here is billed or selected by tag',
    TracingConfig: 'there is no X-Ray here',
    RuntimeManagementConfig: 'the runtime is this machine’s Node.js',
    VpcConfig: 'every function reaches the loopback network and nothing needs a VPC',
    KmsKeyArn: 'variables stay in this process’s memory',
    CodeSigningConfigArn: 'the code comes from the assembly on this machine',
    RecursiveLoop: 'recursive loops are not detected',
    EphemeralStorage: '/tmp is this machine’s and is not limited',
  },
  refersTo: ({ DeadLetterConfig: { TargetArn } }) => ({
    'DeadLetterConfig.TargetArn': TargetArn || undefined,
  }),
  hints: ({ Runtime }) => ({ Runtime: hintOfRuntime(Runtime) }),
  faults: ['slow', 'fail', 'crash-after-write', 'crash-after-publish', 'throttle', 'duplicate', 'down'],
  identify({ logicalId, stackName, properties }) {
    const name = properties.FunctionName ?? physicalName(stackName, logicalId, 64);
    return { ref: name, attributes: { Arn: arnOf('lambda', `function:${name}`) } };
  },
  create({ logicalId, assets, properties, ref, attributes }, lambda: LambdaService, { addresses, targets }) {
    const deadLetterTargetArn = properties.DeadLetterConfig.TargetArn || undefined;
    if (deadLetterTargetArn !== undefined) targets.resolve(deadLetterTargetArn);
    const variables = properties.Environment.Variables ?? {};
    const asset =
      'S3Key' in properties.Code ? assetFolder(logicalId, properties.Code.S3Key, assets) : undefined;
    const inline = 'ZipFile' in properties.Code ? properties.Code.ZipFile : '';
    const fn = lambda.createFunction({
      logicalId,
      name: ref,
      arn: attributes.Arn as string,
      runtime: properties.Runtime,
      handler: properties.Handler,
      code: asset ?? { inline },
      memoryMiB: properties.MemorySize,
      timeoutSeconds: properties.Timeout,
      reservedConcurrency: properties.ReservedConcurrentExecutions,
      logGroup: properties.LoggingConfig.LogGroup ?? `/aws/lambda/${ref}`,
      deadLetterTargetArn,
      durable: properties.DurableConfig && {
        executionTimeoutSeconds: properties.DurableConfig.ExecutionTimeout,
        retentionDays: properties.DurableConfig.RetentionPeriodInDays,
      },
      variables: Object.fromEntries(
        Object.entries(variables).map(([key, value]) => [key, addresses.localize(String(value))]),
      ),
    });
    return async () => {
      await fn.close();
      asset?.remove();
    };
  },
  remove: ({ ref }, lambda: LambdaService) => lambda.removeFunction(ref),
});
