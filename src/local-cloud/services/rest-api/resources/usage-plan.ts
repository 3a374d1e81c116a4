import * as v from 'valibot';
import { apiIdOf } from '../../../http/api-id.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { DeployError } from '../../../kernel/errors.ts';
import { decimal, integerBetween } from '../../../kernel/property-schemas.ts';
import type { ThrottleSettings } from '../../../kernel/token-bucket.ts';
import type { RestApis } from '../rest-apis.ts';
import { UsagePlan } from '../usage-plans/usage-plan.ts';
import { restApiOf } from './parent.ts';

const throttle = v.strictObject({
  BurstLimit: v.optional(integerBetween(0, 1_000_000)),
  RateLimit: v.optional(decimal),
});

const periods = ['DAY', 'WEEK', 'MONTH'] as const;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-usageplan.html */
export const apiGatewayUsagePlan = defineResource({
  type: 'AWS::ApiGateway::UsagePlan',
  properties: v.strictObject({
    ApiStages: v.optional(
      v.array(
        v.strictObject({
          ApiId: v.string(),
          Stage: v.string(),
          /** By path and verb: `/orders/{id}/GET`. */
          Throttle: v.optional(v.record(v.string(), throttle), {}),
        }),
      ),
      [],
    ),
    Quota: v.optional(
      v.strictObject({
        Limit: integerBetween(0, 2 ** 31 - 1),
        Offset: v.optional(integerBetween(0, 2 ** 31 - 1), 0),
        Period: v.picklist(periods, `must be one of ${periods.join(', ')}`),
      }),
    ),
    Throttle: v.optional(throttle),
  }),
  withoutEffect: {
    UsagePlanName: 'text for people',
    Description: 'text for people',
    Tags: 'nothing here is billed or selected by tag',
  },
  identify({ logicalId, stackName }) {
    const id = apiIdOf(stackName, logicalId);
    return { ref: id, attributes: { Id: id } };
  },
  create({ logicalId, properties, ref }, apis: RestApis, { apiThrottle, clock }) {
    const { ApiStages, Quota: quota, Throttle } = properties;
    const settingsOf = (given: v.InferOutput<typeof throttle>): ThrottleSettings => ({
      burst: given.BurstLimit ?? apiThrottle.settings.burst,
      ratePerSecond: given.RateLimit ?? apiThrottle.settings.ratePerSecond,
    });
    const stages = ApiStages.map(({ ApiId: apiId, Stage: stage, Throttle: byMethod }) => {
      if (!restApiOf(logicalId, apiId, apis).hasStage(stage))
        throw new DeployError(
          `${logicalId}: there is no stage ${stage} of the REST API ${apiId}.`,
          'Refer to a Stage with Ref, and name it in DependsOn.',
        );
      const throttles = Object.entries(byMethod).map(
        ([method, given]) => [method, settingsOf(given)] as const,
      );
      return { apiId, stage, throttles: new Map(throttles) };
    });
    apis.usagePlans.plans.set(
      ref,
      new UsagePlan({
        stages,
        throttle: Throttle && settingsOf(Throttle),
        quota: quota && { limit: quota.Limit, offset: quota.Offset, period: quota.Period },
        now: () => clock.now(),
      }),
    );
    return undefined;
  },
});
