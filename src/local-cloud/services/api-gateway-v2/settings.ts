/** Statuses that an HTTP API answers with when its Lambda integration does not deliver. */
export interface HttpApiStatusCodes {
  /** Lambda refused: for want of concurrency, or because it is down. AWS's general page says 500; field reports also 503. */
  throttled: number;
  /** The handler threw, crashed, timed out, or answered what is no HTTP response. */
  functionError: number;
  /** The integration took longer than its timeout. AWS's Knowledge Center says 504; users record 503. */
  integrationTimeout: number;
}

export interface ApiGatewayV2Settings {
  httpApiStatusCodes: HttpApiStatusCodes;
}

export const apiGatewayV2Settings: ApiGatewayV2Settings = {
  httpApiStatusCodes: { throttled: 500, functionError: 500, integrationTimeout: 503 },
};
