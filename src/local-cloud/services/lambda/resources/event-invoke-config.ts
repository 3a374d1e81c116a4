import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { DeployError } from '../../../kernel/errors.ts';
import { integerBetween } from '../../../kernel/property-schemas.ts';
import { defaultEventInvokeConfig } from '../function-configuration.ts';
import type { LambdaService } from '../lambda-service.ts';

const destination = v.optional(v.strictObject({ Destination: v.string() }));

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventinvokeconfig.html */
export const lambdaEventInvokeConfig = defineResource({
  type: 'AWS::Lambda::EventInvokeConfig',
  properties: v.strictObject({
    FunctionName: v.string(),
    Qualifier: v.string(),
    MaximumRetryAttempts: v.optional(integerBetween(0, 2), defaultEventInvokeConfig.maximumRetryAttempts),
    MaximumEventAgeInSeconds: v.optional(
      integerBetween(60, 21_600),
      defaultEventInvokeConfig.maximumEventAgeSeconds,
    ),
    DestinationConfig: v.optional(v.strictObject({ OnSuccess: destination, OnFailure: destination }), {}),
  }),
  withoutEffect: {},
  refersTo: ({ DestinationConfig: { OnSuccess, OnFailure } }) => ({
    'DestinationConfig.OnSuccess.Destination': OnSuccess?.Destination,
    'DestinationConfig.OnFailure.Destination': OnFailure?.Destination,
  }),
  identify: ({ logicalId }) => ({ ref: logicalId, attributes: {} }),
  create({ logicalId, properties }, lambda: LambdaService, { targets }) {
    const { OnSuccess, OnFailure } = properties.DestinationConfig;
    for (const each of [OnSuccess, OnFailure]) if (each) targets.resolve(each.Destination);
    const fn = lambda.function(`${properties.FunctionName}:${properties.Qualifier}`);
    if (fn.isDurable)
      throw new DeployError(
        `${logicalId} is for the durable function ${properties.FunctionName}, which has no destinations, and no attempts after its execution.`,
        'Give the function a dead-letter queue, and retry in its steps.',
      );
    fn.deployed.setEventInvokeConfig(properties.Qualifier, {
      maximumRetryAttempts: properties.MaximumRetryAttempts,
      maximumEventAgeSeconds: properties.MaximumEventAgeInSeconds,
      onSuccessArn: OnSuccess?.Destination,
      onFailureArn: OnFailure?.Destination,
    });
    return undefined;
  },
  leavesNothing: true,
});
