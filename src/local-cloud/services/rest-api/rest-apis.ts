import type { RestApi } from './rest-api.ts';
import { UsagePlans } from './usage-plans/usage-plans.ts';

/** The REST APIs of the account, by id, and who may call them. */
export class RestApis extends Map<string, RestApi> {
  readonly usagePlans = new UsagePlans();
}
