import { DeployError } from '../../../kernel/errors.ts';
import type { RestApi } from '../rest-api.ts';
import type { RestApis } from '../rest-apis.ts';

/** The REST API that a resource, method or stage belongs to. Throws a DeployError when there is none. */
export function restApiOf(logicalId: string, apiId: string, apis: RestApis): RestApi {
  const api = apis.get(apiId);
  if (!api)
    throw new DeployError(`${logicalId}: there is no REST API ${apiId}.`, 'Refer to the RestApi with Ref.');
  return api;
}
