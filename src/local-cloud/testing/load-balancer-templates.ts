import type { Template, TemplateResource } from '../template/template.ts';
import { functionResource } from './templates.ts';

type Resources = Record<string, TemplateResource>;

const ref = (logicalId: string) => ({ Ref: logicalId });
const arn = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

const forwardTo = (targetGroup: string) => ({ Type: 'forward', TargetGroupArn: ref(targetGroup) });

/** A target group with a function in it. */
export const lambdaTargets = (
  functionId: string | undefined,
  properties: Record<string, unknown> = {},
): TemplateResource => ({
  Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  Properties: {
    TargetType: 'lambda',
    ...(functionId !== undefined && { Targets: [{ Id: arn(functionId) }] }),
    ...properties,
  },
});

/** A rule of the listener `Listener`. */
export const listenerRule = (
  Priority: number,
  Conditions: unknown[],
  action: Record<string, unknown> | string,
): TemplateResource => ({
  Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
  Properties: {
    ListenerArn: ref('Listener'),
    Priority,
    Conditions,
    Actions: [typeof action === 'string' ? forwardTo(action) : action],
  },
});

/** A load balancer `Balancer` whose listener `Listener` sends everything to the target group `Targets`, of `Function`. */
export function loadBalancer(targets: Record<string, unknown> = {}): Resources {
  return {
    Balancer: {
      Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      Properties: { Type: 'application', Scheme: 'internet-facing', Subnets: ['a', 'b'] },
    },
    Targets: lambdaTargets('Function', targets),
    Listener: {
      Type: 'AWS::ElasticLoadBalancingV2::Listener',
      Properties: {
        LoadBalancerArn: ref('Balancer'),
        Port: 80,
        Protocol: 'HTTP',
        DefaultActions: [forwardTo('Targets')],
      },
    },
  };
}

/** Where `loadBalancer` is. */
export const loadBalancerUrl: NonNullable<Template['Outputs']> = {
  BalancerUrl: { Value: { 'Fn::Join': ['', ['http://', { 'Fn::GetAtt': ['Balancer', 'DNSName'] }]] } },
};

/** A function that answers with its name. */
export const named = (name: string) =>
  functionResource(`exports.handler = async () => ({ statusCode: 200, headers: {}, body: '${name}' });`);

/** A listener whose requests go to `Function` ("default"), or to `Other` ("other") by a rule. */
export const withRule = (rule: unknown[], more: Record<string, ReturnType<typeof listenerRule>> = {}) => ({
  Resources: {
    Function: named('default'),
    Other: named('other'),
    ...loadBalancer(),
    OtherTargets: lambdaTargets('Other'),
    Rule: listenerRule(10, rule, 'OtherTargets'),
    ...more,
  },
  Outputs: loadBalancerUrl,
});

/** A condition of a rule. */
export const pathPattern = (...Values: string[]) => ({
  Field: 'path-pattern',
  PathPatternConfig: { Values },
});
