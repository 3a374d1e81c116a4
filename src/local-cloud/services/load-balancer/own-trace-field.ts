import { newTraceId } from '../../http/request-parts.ts';

/**
 * The `X-Amzn-Trace-Id` that a load balancer hands on of one that a request came with: "if the header is present and has a
 * Root field, the load balancer inserts a Self field", or updates it.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-request-tracing.html
 */
export function withOwnField(header: string, unixMs: number): string {
  const fields = header.split(';').filter((field) => !field.trim().startsWith('Self='));
  if (!fields.some((field) => field.trim().startsWith('Root='))) return header;
  return [newTraceId(unixMs).replace('Root=', 'Self='), ...fields].join(';');
}
