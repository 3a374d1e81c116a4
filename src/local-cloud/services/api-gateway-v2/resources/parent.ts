import type { Gateways } from '../../../gateways.ts';
import { DeployError } from '../../../kernel/errors.ts';
import type { HttpApi } from '../http-api/http-api.ts';
import type { WebSocketApi } from '../websocket-api/websocket-api.ts';

/** The API that a route, an integration or a stage belongs to; one of the two. Throws a DeployError when there is none. */
export function apiOf(
  logicalId: string,
  apiId: string,
  gateways: Gateways,
): { httpApi: HttpApi | undefined; webSocketApi: WebSocketApi | undefined } {
  const httpApi = gateways.httpApis.get(apiId);
  const webSocketApi = gateways.webSocketApis.get(apiId);
  if (!httpApi && !webSocketApi)
    throw new DeployError(`${logicalId}: there is no API ${apiId}.`, 'Refer to the Api with Ref.');
  return { httpApi, webSocketApi };
}
