import type { Gateways } from '../../../gateways.ts';
import { DeployError } from '../../../kernel/errors.ts';
import type { RestApi } from '../rest-api.ts';

/** The REST API that a resource, method or stage belongs to. Throws a DeployError when there is none. */
export function restApiOf(logicalId: string, apiId: string, gateways: Gateways): RestApi {
  const api = gateways.restApis.get(apiId);
  if (!api)
    throw new DeployError(`${logicalId}: there is no REST API ${apiId}.`, 'Refer to the RestApi with Ref.');
  return api;
}
