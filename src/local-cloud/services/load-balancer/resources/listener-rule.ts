import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { DeployError } from '../../../kernel/errors.ts';
import { integerBetween } from '../../../kernel/property-schemas.ts';
import type { LoadBalancers } from '../load-balancers.ts';
import type { RuleCondition } from '../rule-condition.ts';
import { actionOf, actions } from './actions.ts';

/** "You can specify up to three match evaluations per condition", five per rule. */
const maxEvaluations = 5;

const values = v.pipe(v.array(v.string()), v.minLength(1, 'must hold a value'));
const config = v.optional(v.strictObject({ Values: values }));

/** `Values` is the old form for paths and hosts. */
const condition = v.pipe(
  v.strictObject({
    Field: v.picklist(
      ['host-header', 'http-header', 'http-request-method', 'path-pattern', 'query-string', 'source-ip'],
      'must be host-header, http-header, http-request-method, path-pattern, query-string or source-ip',
    ),
    Values: v.optional(values),
    HostHeaderConfig: config,
    HttpHeaderConfig: v.optional(v.strictObject({ HttpHeaderName: v.string(), Values: values })),
    HttpRequestMethodConfig: config,
    PathPatternConfig: config,
    QueryStringConfig: v.optional(
      v.strictObject({
        Values: v.array(v.strictObject({ Key: v.optional(v.string()), Value: v.string() })),
      }),
    ),
    SourceIpConfig: config,
  }),
  v.check((given) => conditionOf(given) !== undefined, 'the condition lacks the configuration of its Field'),
);

interface GivenCondition {
  Field: RuleCondition['field'];
  Values?: string[] | undefined;
  HostHeaderConfig?: { Values: string[] } | undefined;
  HttpHeaderConfig?: { HttpHeaderName: string; Values: string[] } | undefined;
  HttpRequestMethodConfig?: { Values: string[] } | undefined;
  PathPatternConfig?: { Values: string[] } | undefined;
  QueryStringConfig?: { Values: { Key?: string | undefined; Value: string }[] } | undefined;
  SourceIpConfig?: { Values: string[] } | undefined;
}

function conditionOf(given: GivenCondition): RuleCondition | undefined {
  const { Field: field } = given;
  switch (field) {
    case 'http-header': {
      const header = given.HttpHeaderConfig;
      return header && { field, name: header.HttpHeaderName, values: header.Values };
    }
    case 'query-string':
      return given.QueryStringConfig && { field, values: given.QueryStringConfig.Values };
    default: {
      const found = {
        'host-header': given.HostHeaderConfig?.Values ?? given.Values,
        'path-pattern': given.PathPatternConfig?.Values ?? given.Values,
        'http-request-method': given.HttpRequestMethodConfig?.Values,
        'source-ip': given.SourceIpConfig?.Values,
      }[field];
      return found && { field, values: found };
    }
  }
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-elasticloadbalancingv2-listenerrule.html */
export const elbv2ListenerRule = defineResource({
  type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
  properties: v.strictObject({
    ListenerArn: v.string(),
    Priority: integerBetween(1, 50_000),
    Conditions: v.pipe(
      v.array(condition),
      v.check(
        (all) =>
          all.reduce((sum, each) => sum + (conditionOf(each)?.values.length ?? 0), 0) <= maxEvaluations,
        'a rule may have up to five match evaluations',
      ),
    ),
    Actions: actions,
  }),
  withoutEffect: {},
  identify({ logicalId, stackName, properties }) {
    const digest = createHash('sha256').update(`${stackName}/${logicalId}`).digest('hex').slice(0, 16);
    const arn = `${properties.ListenerArn.replace(':listener/', ':listener-rule/')}/${digest}`;
    return { ref: arn, attributes: { RuleArn: arn, IsDefault: 'false' } };
  },
  create({ logicalId, properties }, balancers: LoadBalancers, { settings }) {
    const listener = balancers.listeners.get(properties.ListenerArn);
    if (!listener) {
      throw new DeployError(
        `${logicalId}: there is no listener ${properties.ListenerArn}.`,
        'Refer to the Listener with Ref.',
      );
    }
    listener.addRule({
      priority: properties.Priority,
      conditions: properties.Conditions.flatMap((each) => conditionOf(each) ?? []),
      action: actionOf(logicalId, properties.Actions, {
        balancers,
        listenerArn: properties.ListenerArn,
        seed: settings.seed + properties.Priority,
      }),
    });
    return undefined;
  },
});
