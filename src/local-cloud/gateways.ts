import { type ThrottleSettings, TokenBucket } from './kernel/token-bucket.ts';
import type { HttpApi } from './services/api-gateway-v2/http-api/http-api.ts';
import type { WebSocketApi } from './services/api-gateway-v2/websocket-api/websocket-api.ts';
import type { Listener } from './services/load-balancer/listener.ts';
import type { LoadBalancer } from './services/load-balancer/load-balancer.ts';
import type { TargetGroup } from './services/load-balancer/target-group.ts';
import type { RestApi } from './services/rest-api/rest-api.ts';

/** What takes requests from outside: the account's APIs and load balancers, by what `Ref` gives. */
export class Gateways {
  readonly httpApis = new Map<string, HttpApi>();
  readonly restApis = new Map<string, RestApi>();
  readonly webSocketApis = new Map<string, WebSocketApi>();
  readonly loadBalancers = new Map<string, LoadBalancer>();
  readonly listeners = new Map<string, Listener>();
  readonly targetGroups = new Map<string, TargetGroup>();
  /** The throttle that all APIs of the account share, load balancers not. */
  readonly accountThrottle: { bucket: TokenBucket; settings: ThrottleSettings };

  constructor(accountThrottle: ThrottleSettings) {
    this.accountThrottle = { bucket: new TokenBucket(accountThrottle), settings: accountThrottle };
  }
}
