import type { KeyedRequest, UsagePlan } from './usage-plan.ts';

/** What a client sends in `X-API-Key`. */
export interface ApiKey {
  id: string;
  value: string;
  enabled: boolean;
}

/** The API keys and usage plans of an account, each by id. */
export class UsagePlans {
  readonly keys = new Map<string, ApiKey>();
  readonly plans = new Map<string, UsagePlan>();

  /**
   * The API key of a request for a method that needs one, or why it is refused: without a key of a plan for the stage it is
   * INVALID_API_KEY.
   */
  admit(
    value: string | undefined,
    request: KeyedRequest,
  ): ApiKey | 'INVALID_API_KEY' | 'THROTTLED' | 'QUOTA_EXCEEDED' {
    const key = [...this.keys.values()].find((each) => each.value === value);
    const plan = key?.enabled ? this.planOf(key.id, request) : undefined;
    if (!key || !plan) return 'INVALID_API_KEY';
    return plan.refusal(key.id, request) ?? key;
  }

  /** "A given API key can only be associated with one usage plan for each stage of your API." */
  planOf(keyId: string, of: Pick<KeyedRequest, 'apiId' | 'stage'>): UsagePlan | undefined {
    return [...this.plans.values()].find((each) => each.keys.has(keyId) && each.stageOf(of));
  }
}
