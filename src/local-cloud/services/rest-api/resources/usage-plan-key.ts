import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { DeployError } from '../../../kernel/errors.ts';
import type { RestApis } from '../rest-apis.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-usageplankey.html */
export const apiGatewayUsagePlanKey = defineResource({
  type: 'AWS::ApiGateway::UsagePlanKey',
  properties: v.strictObject({
    KeyId: v.string(),
    KeyType: v.literal('API_KEY', 'must be API_KEY'),
    UsagePlanId: v.string(),
  }),
  withoutEffect: {},
  identify({ properties: { KeyId, UsagePlanId } }) {
    const id = `${KeyId}:${UsagePlanId}`;
    return { ref: id, attributes: { Id: id } };
  },
  create({ logicalId, properties: { KeyId, UsagePlanId } }, { usagePlans }: RestApis) {
    const plan = usagePlans.plans.get(UsagePlanId);
    if (!usagePlans.keys.has(KeyId) || !plan)
      throw new DeployError(
        `${logicalId}: there is no ${plan ? `API key ${KeyId}` : `usage plan ${UsagePlanId}`}.`,
        'Refer to an ApiKey and a UsagePlan with Ref.',
      );
    const taken = plan.stages.find((each) => usagePlans.planOf(KeyId, each));
    if (taken)
      throw new DeployError(
        `${logicalId}: the API key ${KeyId} is in another usage plan for the stage ${taken.stage} of the REST API ${taken.apiId}.`,
        'Give each client one usage plan for a stage.',
      );
    plan.keys.add(KeyId);
    return undefined;
  },
});
