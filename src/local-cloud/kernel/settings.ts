/** Statuses that an HTTP API answers with when its Lambda integration does not deliver. */
export interface HttpApiStatusCodes {
  /** Lambda refused: for want of concurrency, or because it is down. AWS's general page says 500; field reports also 503. */
  throttled: number;
  /** The handler threw, crashed, timed out, or answered what is no HTTP response. */
  functionError: number;
  /** The integration took longer than its timeout. AWS's Knowledge Center says 504; users record 503. */
  integrationTimeout: number;
}

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

/** What AWS leaves open, or sets per account, and a run may choose. */
export interface CloudSettings {
  httpApiStatusCodes: HttpApiStatusCodes;
  restApiStatusCodes: RestApiStatusCodes;
  /** Requests that all APIs of the account may take together. AWS: 10,000 per second, 5,000 at once. */
  apiGatewayThrottle: { ratePerSecond: number; burst: number };
  /** Concurrent executions that all functions share. AWS: 1,000 per Region, less in new accounts. */
  accountConcurrency: number;
  /**
   * Factor on the waits that AWS fixes and nobody can set: retries of asynchronous events, of SNS and of EventBridge,
   * the pollers' ramp, idle time-outs. 1 is AWS's time; a lab that runs minutes of retries in seconds says so.
   */
  timeScale: number;
  /**
   * Factor on the capacity of every table and index, on-demand ones too, so that a laptop can exceed what AWS takes:
   * with 0.01 a new on-demand table sustains 40 writes per second instead of 4,000.
   */
  dynamodbCapacityScale: number;
  /**
   * Seconds between the expiry of an item and its deletion by Time to Live, scaled by `timeScale`. AWS promises no more
   * than "within a few days".
   */
  dynamodbTimeToLiveDelaySeconds: number;
  /**
   * Factor on the retention period of every queue: AWS keeps messages for at least 60 seconds, a lab has not so long.
   * 1 is the period that the template says.
   */
  retentionScale: number;
  /** Messages of one queue that may be in flight. AWS: about 120,000, more on request. */
  sqsInFlightLimit: number;
  /** Seconds that a function's static code may take before its first invocation; AWS: 10. Slow machines may need more. */
  lambdaInitSeconds: number;
  /** Every random choice of the run depends on it: which operations a fault strikes, the jitter of back-off. */
  seed: number;
}

export const defaultSettings: CloudSettings = {
  httpApiStatusCodes: { throttled: 500, functionError: 500, integrationTimeout: 503 },
  restApiStatusCodes: { throttled: 500, functionError: 502, integrationTimeout: 504 },
  apiGatewayThrottle: { ratePerSecond: 10_000, burst: 5_000 },
  accountConcurrency: 1_000,
  timeScale: 1,
  dynamodbCapacityScale: 1,
  dynamodbTimeToLiveDelaySeconds: 60,
  retentionScale: 1,
  sqsInFlightLimit: 120_000,
  lambdaInitSeconds: 10,
  seed: 1,
};
