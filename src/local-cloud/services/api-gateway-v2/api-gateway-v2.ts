import type { HttpApi } from './http-api/http-api.ts';
import type { HttpApiStatusCodes } from './settings.ts';
import type { WebSocketApi } from './websocket-api/websocket-api.ts';

/** The HTTP APIs and WebSocket APIs of the account, by id. */
export class ApiGatewayV2 {
  readonly httpApis = new Map<string, HttpApi>();
  readonly webSocketApis = new Map<string, WebSocketApi>();
  /** What an HTTP API answers with when its function does not deliver. */
  readonly httpApiStatusCodes: HttpApiStatusCodes;

  constructor(httpApiStatusCodes: HttpApiStatusCodes) {
    this.httpApiStatusCodes = httpApiStatusCodes;
  }
}
