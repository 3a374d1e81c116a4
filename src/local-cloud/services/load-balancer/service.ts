import { defineService } from '../../kernel/contracts/service.ts';
import { LoadBalancers } from './load-balancers.ts';
import { elbv2Listener } from './resources/listener.ts';
import { elbv2ListenerRule } from './resources/listener-rule.ts';
import { elbv2LoadBalancer } from './resources/load-balancer.ts';
import { elbv2TargetGroup } from './resources/target-group.ts';

/** Elastic Load Balancing: Application Load Balancers in front of functions. */
export const loadBalancer = defineService({
  name: 'elasticloadbalancing',
  endpoints: [],
  settings: {},
  resourceTypes: () => [elbv2Listener, elbv2ListenerRule, elbv2LoadBalancer, elbv2TargetGroup],
  typesWithoutEffect: [],
  notShown: [],
  start({ metrics }) {
    const running = new LoadBalancers();
    metrics.eachMinute(() => [...running.targetGroups.values()].flatMap((each) => [...each.readings()]));
    return { running };
  },
});
