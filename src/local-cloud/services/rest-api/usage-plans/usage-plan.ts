import { type ThrottleSettings, TokenBucket } from '../../../kernel/token-bucket.ts';
import { Quota, type QuotaSettings } from './quota.ts';

/** A stage of an API that a usage plan is for. */
export interface PlannedStage {
  apiId: string;
  stage: string;
  /** Of single methods, by path and verb: `/orders/{id}/GET`. */
  throttles: ReadonlyMap<string, ThrottleSettings>;
}

/** A request with an API key. */
export interface KeyedRequest {
  apiId: string;
  stage: string;
  /** Path and verb: `/orders/{id}/GET`. */
  method: string;
}

interface Options {
  stages: readonly PlannedStage[];
  /** Of each API key. */
  throttle: ThrottleSettings | undefined;
  quota: QuotaSettings | undefined;
  /** Unix ms of AWS's time. */
  now(): number;
}

/**
 * Who may call which stages, how fast and how often. "Throttling and quota limits apply to requests for individual API keys
 * that are aggregated across all API stages within a usage plan."
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
 */
export class UsagePlan {
  readonly stages: readonly PlannedStage[];
  /** Ids of the API keys in it. */
  readonly keys = new Set<string>();
  readonly #options: Options;
  /** By API key, and by what of the plan it is of. */
  readonly #buckets = new Map<string, TokenBucket>();
  readonly #quotas = new Map<string, Quota>();

  constructor(options: Options) {
    this.#options = options;
    this.stages = options.stages;
  }

  /** Its stage with these names. */
  stageOf({ apiId, stage }: Pick<KeyedRequest, 'apiId' | 'stage'>): PlannedStage | undefined {
    return this.stages.find((each) => each.apiId === apiId && each.stage === stage);
  }

  /** Why a request with this API key is refused, if it is: method by method first, then for all together. */
  refusal(keyId: string, request: KeyedRequest): 'THROTTLED' | 'QUOTA_EXCEEDED' | undefined {
    const { apiId, stage, method } = request;
    const ofMethod = this.stageOf(request)?.throttles.get(method);
    if (ofMethod && !this.#bucket([keyId, apiId, stage, method], ofMethod).take()) return 'THROTTLED';
    const { throttle, quota } = this.#options;
    if (throttle && !this.#bucket([keyId], throttle).take()) return 'THROTTLED';
    return quota && !this.#quota(keyId, quota).take() ? 'QUOTA_EXCEEDED' : undefined;
  }

  #bucket(of: string[], settings: ThrottleSettings): TokenBucket {
    const name = of.join(' ');
    const bucket = this.#buckets.get(name) ?? new TokenBucket(settings);
    this.#buckets.set(name, bucket);
    return bucket;
  }

  #quota(keyId: string, settings: QuotaSettings): Quota {
    const quota = this.#quotas.get(keyId) ?? new Quota(settings, this.#options.now);
    this.#quotas.set(keyId, quota);
    return quota;
  }
}
