import type { RestApi } from './rest-api.ts';

/** The REST APIs of the account, by id. */
export type RestApis = Map<string, RestApi>;
