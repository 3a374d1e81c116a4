import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { DeployError } from '../../../kernel/errors.ts';
import { latest } from '../deployed-function.ts';
import { functionArn } from '../function-arn.ts';
import type { LambdaService } from '../lambda-service.ts';
import { provisionedConcurrency } from './provisioned-concurrency.ts';

/** Templates make one version of a function at a time (CDK's `currentVersion`); the first is number 1. */
const version = '1';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-version.html */
export const lambdaVersion = defineResource({
  type: 'AWS::Lambda::Version',
  properties: v.strictObject({
    FunctionName: v.string(),
    ProvisionedConcurrencyConfig: provisionedConcurrency,
  }),
  withoutEffect: {
    CodeSha256: 'there is one state of the code, that of the assembly',
    Description: 'text for people',
    RuntimePolicy: 'the runtime is this machine’s Node.js',
  },
  identify({ properties }) {
    const arn = `${functionArn(properties.FunctionName)}:${version}`;
    return { ref: arn, attributes: { FunctionArn: arn, Version: version } };
  },
  async create({ logicalId, properties }, lambda: LambdaService) {
    const { deployed } = lambda.function(properties.FunctionName);
    if (deployed.versions.some((each) => each !== latest))
      throw new DeployError(
        `${logicalId} is a second version of the function ${properties.FunctionName}.`,
        'Keep one version of a function in a stack: they would be the same code here.',
      );
    deployed.publish(version);
    const wanted = properties.ProvisionedConcurrencyConfig?.ProvisionedConcurrentExecutions;
    if (wanted !== undefined) await deployed.provision(version, wanted);
    return undefined;
  },
  leavesNothing: true,
});
