import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { DeployError } from '../../../kernel/errors.ts';
import { latest } from '../deployed-function.ts';
import { functionArn } from '../function-arn.ts';
import type { LambdaService } from '../lambda-service.ts';
import { provisionedConcurrency } from './provisioned-concurrency.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-alias.html */
export const lambdaAlias = defineResource({
  type: 'AWS::Lambda::Alias',
  properties: v.strictObject({
    FunctionName: v.string(),
    FunctionVersion: v.string(),
    ProvisionedConcurrencyConfig: provisionedConcurrency,
    Name: v.pipe(
      v.string(),
      v.regex(/^(?![0-9]+$)[a-zA-Z0-9-_]+$/, 'must be a name and no number'),
      v.maxLength(128, 'may have 128 characters'),
    ),
  }),
  withoutEffect: { Description: 'text for people' },
  identify({ properties }) {
    const arn = `${functionArn(properties.FunctionName)}:${properties.Name}`;
    return { ref: arn, attributes: { AliasArn: arn } };
  },
  async create({ logicalId, properties }, lambda: LambdaService) {
    const { deployed } = lambda.function(properties.FunctionName);
    if (deployed.versionOf(properties.FunctionVersion) === undefined)
      throw new DeployError(
        `${logicalId} names version ${properties.FunctionVersion} of ${properties.FunctionName}, which does not exist.`,
        'Point the alias at a version of this stack, with Fn::GetAtt and its attribute Version.',
      );
    deployed.setAlias(properties.Name, properties.FunctionVersion);
    const { ProvisionedConcurrencyConfig: wanted, FunctionVersion: version } = properties;
    if (!wanted) return undefined;
    if (version === latest)
      throw new DeployError(
        `${logicalId} points at ${latest}, which cannot have provisioned concurrency.`,
        'Point the alias at a version of this stack, with Fn::GetAtt and its attribute Version.',
      );
    await deployed.provision(version, wanted.ProvisionedConcurrentExecutions);
    return undefined;
  },
  leavesNothing: true,
});
