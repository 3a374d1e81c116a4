/**
 * Statuses that a REST API answers with when its Lambda integration does not deliver; a WebSocket API refuses handshakes
 * with them. https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html
 */
export interface RestApiStatusCodes {
  /** "If the Lambda API rejects the invocation request, API Gateway returns a 500 error code." */
  throttled: number;
  /** "If the function runs but returns an error, or returns a response in the wrong format, API Gateway returns a 502." */
  functionError: number;
  /** The gateway response INTEGRATION_TIMEOUT. */
  integrationTimeout: number;
}

/** What a run may choose that concerns several services. What concerns one is in that service's folder. */
export interface KernelSettings {
  restApiStatusCodes: RestApiStatusCodes;
  /** Requests that all APIs of the account may take together. AWS: 10,000 per second, 5,000 at once. */
  apiGatewayThrottle: { ratePerSecond: number; burst: number };
  /**
   * Factor on the waits that AWS fixes and nobody can set: retries of asynchronous events, of SNS and of EventBridge,
   * the pollers' ramp, idle time-outs, the minutes of metrics and alarms. 1 is AWS's time; a lab that runs minutes of retries in seconds says so.
   */
  timeScale: number;
  /**
   * The loopback port of the first API, load balancer or function URL; each other gets the next free one. 0: any free port.
   */
  firstPort: number;
  /** Every random choice of the run depends on it: which operations a fault strikes, the jitter of back-off. */
  seed: number;
}

export const kernelSettings: KernelSettings = {
  restApiStatusCodes: { throttled: 500, functionError: 502, integrationTimeout: 504 },
  apiGatewayThrottle: { ratePerSecond: 10_000, burst: 5_000 },
  timeScale: 1,
  firstPort: 0,
  seed: 1,
};
