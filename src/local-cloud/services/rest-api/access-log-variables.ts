const ofAccessLogsOnly =
  /^(authenticate\.|authorize\.|authorizer\.(error|latency|status|integrationLatency|integrationStatus)$|integration\.|integrationErrorMessage$|integrationLatency$|integrationStatus$|responseLatency$|responseLength$|status$|waf\.)/;

/**
 * Whether AWS has a context variable (its name without `context.`) in access logs and nowhere else.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html
 */
export const isOfAccessLogsOnly = (name: string): boolean => ofAccessLogsOnly.test(name);
