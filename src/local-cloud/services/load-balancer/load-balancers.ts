import type { Listener } from './listener.ts';
import type { LoadBalancer } from './load-balancer.ts';
import type { TargetGroup } from './target-group.ts';

/** The load balancers of the account and their parts, by ARN. */
export class LoadBalancers {
  readonly byArn = new Map<string, LoadBalancer>();
  readonly listeners = new Map<string, Listener>();
  readonly targetGroups = new Map<string, TargetGroup>();
}
