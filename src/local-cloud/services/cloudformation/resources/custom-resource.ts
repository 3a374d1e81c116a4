import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { integerBetween } from '../../../kernel/property-schemas.ts';
import type { CustomResources } from '../custom-resources.ts';

/**
 * Also every `Custom::…`.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html
 */
export const customResource = defineResource({
  type: 'AWS::CloudFormation::CustomResource',
  properties: v.looseObject({
    ServiceToken: v.pipe(
      v.string(),
      v.regex(
        /^arn:[^:]+:(lambda|sns):[^:]+:\d+:/,
        'must be the ARN of a function or topic of this assembly: a provider elsewhere would act on a real account',
      ),
    ),
    ServiceTimeout: v.optional(integerBetween(1, 3600)),
  }),
  withoutEffect: {},
  refersTo: ({ ServiceToken }) => ({ ServiceToken }),
  identify: () => undefined,
  create({ logicalId, templateType, stackName, deletionPolicy, properties }, resources: CustomResources) {
    return resources.create({ logicalId, type: templateType, stackName, deletionPolicy, properties });
  },
});
