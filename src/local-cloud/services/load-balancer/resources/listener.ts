import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { DeployError } from '../../../kernel/errors.ts';
import { integerBetween } from '../../../kernel/property-schemas.ts';
import type { LoadBalancers } from '../load-balancers.ts';
import { actionOf, actions } from './actions.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-elasticloadbalancingv2-listener.html */
export const elbv2Listener = defineResource({
  type: 'AWS::ElasticLoadBalancingV2::Listener',
  properties: v.strictObject({
    LoadBalancerArn: v.string(),
    Port: v.optional(integerBetween(1, 65_535), 80),
    Protocol: v.optional(v.literal('HTTP', 'only HTTP is supported: there are no certificates here')),
    DefaultActions: actions,
  }),
  withoutEffect: {},
  identify({ logicalId, stackName, properties }) {
    const digest = createHash('sha256').update(`${stackName}/${logicalId}`).digest('hex').slice(0, 16);
    const arn = `${properties.LoadBalancerArn.replace(':loadbalancer/', ':listener/')}/${digest}`;
    return { ref: arn, attributes: { ListenerArn: arn } };
  },
  async create({ logicalId, properties, ref }, balancers: LoadBalancers, { addresses, settings }) {
    const loadBalancer = balancers.byArn.get(properties.LoadBalancerArn);
    if (!loadBalancer) {
      throw new DeployError(
        `${logicalId}: there is no load balancer ${properties.LoadBalancerArn}.`,
        'Refer to the LoadBalancer with Ref.',
      );
    }
    const { listener, port } = await loadBalancer.openListener();
    listener.defaultAction = actionOf(logicalId, properties.DefaultActions, {
      balancers,
      listenerArn: ref,
      seed: settings.seed,
    });
    const host = `${loadBalancer.dnsName}:${properties.Port}`;
    addresses.addHost(host, port);
    addresses.publish({
      resource: loadBalancer.logicalId,
      path: loadBalancer.path,
      kind: 'load balancer',
      part: `listener ${properties.Port}`,
      url: `http://${host}/`,
    });
    balancers.listeners.set(ref, listener);
    return undefined;
  },
});
