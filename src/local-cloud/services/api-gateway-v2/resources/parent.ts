import { DeployError } from '../../../kernel/errors.ts';
import type { ApiGatewayV2 } from '../api-gateway-v2.ts';
import type { HttpApi } from '../http-api/http-api.ts';
import type { WebSocketApi } from '../websocket-api/websocket-api.ts';

/** The API that a route, an integration or a stage belongs to; one of the two. Throws a DeployError when there is none. */
export function apiOf(
  logicalId: string,
  apiId: string,
  apis: ApiGatewayV2,
): { httpApi: HttpApi | undefined; webSocketApi: WebSocketApi | undefined } {
  const httpApi = apis.httpApis.get(apiId);
  const webSocketApi = apis.webSocketApis.get(apiId);
  if (!httpApi && !webSocketApi)
    throw new DeployError(`${logicalId}: there is no API ${apiId}.`, 'Refer to the Api with Ref.');
  return { httpApi, webSocketApi };
}
