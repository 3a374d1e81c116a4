import * as v from 'valibot';
import type { FrontRequest, ReadBody } from '../../http/front-request.ts';
import type { HttpAnswer } from '../../http/http-answer.ts';
import {
  base64Flag,
  bodyText,
  decodeBody,
  multipleHeaders,
  responseHeaders,
  singleHeaders,
  statusCode,
} from '../../http/proxy-result.ts';
import {
  addForwardingHeaders,
  lastOf,
  lowerCase,
  oneOfEach,
  valuesByHeader,
} from '../../http/request-parts.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Invocable } from '../../kernel/contracts/invoker.ts';
import type { Reading } from '../../kernel/metrics.ts';
import { albAnswer } from './alb-answer.ts';
import { type HealthCheckSettings, HealthChecks } from './health-checks.ts';
import { withOwnField } from './own-trace-field.ts';

/** "The maximum size of the response JSON that the Lambda function can send is 1 MB." */
const maxResponseBytes = 1024 * 1024;

const lambdaResponse = v.object({
  statusCode,
  statusDescription: v.nullish(v.string()),
  headers: singleHeaders,
  multiValueHeaders: multipleHeaders,
  body: bodyText,
  isBase64Encoded: base64Flag,
});

interface Options {
  arn: string;
  clock: Pick<Clock, 'wait'>;
  /** Undefined when health checks are not enabled. */
  healthCheck: (HealthCheckSettings & { path: string }) | undefined;
  /** Undefined when no target is registered. */
  fn: Invocable | undefined;
  /** `lambda.multi_value_headers.enabled` */
  multiValueHeaders: boolean;
}

/**
 * A target group with a Lambda function as its target.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
 */
export class TargetGroup {
  readonly #options: Options;
  /** Those that forward to it, as `app/<name>/<id>`. */
  readonly #loadBalancers = new Set<string>();
  #checks: HealthChecks | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  /** From now on a load balancer forwards to it. Targets of a group that none forwards to are not checked. */
  serve(loadBalancer: string): void {
    this.#loadBalancers.add(loadBalancer);
    const { clock, fn, healthCheck } = this.#options;
    if (this.#checks || !fn || !healthCheck) return;
    const check = async () => {
      const payload = this.#checkEvent(healthCheck.path);
      const result = await fn.invoke({ trigger: 'load-balancer', causes: [], payload });
      return result.outcome === 'succeeded' ? this.#response(result.payload)?.status : undefined;
    };
    this.#checks = new HealthChecks({ ...healthCheck, clock, check });
  }

  /**
   * "Reported if health checks are enabled."
   * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
   */
  *readings(): Generator<Reading> {
    if (!this.#checks) return;
    const isHealthy = this.#checks.health === 'healthy';
    const isUnhealthy = this.#checks.health === 'unhealthy';
    for (const LoadBalancer of this.#loadBalancers) {
      const dimensions = { TargetGroup: this.#options.arn.split(':').at(-1) ?? '', LoadBalancer };
      const reading = (name: string, value: number): Reading => ({
        namespace: 'AWS/ApplicationELB',
        name,
        dimensions,
        value,
        unit: 'Count',
      });
      yield reading('HealthyHostCount', isHealthy ? 1 : 0);
      yield reading('UnHealthyHostCount', isUnhealthy ? 1 : 0);
    }
  }

  close(): void {
    this.#checks?.stop();
  }

  /**
   * Whatever the health of the function: it is the only target of its group, and "if a target group contains only unhealthy
   * registered targets, the load balancer routes requests to all those targets".
   */
  async answer(request: FrontRequest, readBody: ReadBody): Promise<HttpAnswer> {
    const { fn } = this.#options;
    if (!fn) return albAnswer(503);
    const payload = this.#event(request, await readBody());
    // "The load balancer waits until your Lambda function responds or times out."
    const result = await fn.invoke({ trigger: 'load-balancer', causes: [request.requestId], payload });
    return (result.outcome === 'succeeded' && this.#response(result.payload)) || albAnswer(502);
  }

  #event(request: FrontRequest, body: Buffer): unknown {
    const { arn, multiValueHeaders } = this.#options;
    const headers = valuesByHeader(request.rawHeaders, lowerCase);
    addForwardingHeaders(headers, request, { port: request.host.split(':').at(-1) ?? '', protocol: 'http' });
    const trace = headers['x-amzn-trace-id'];
    if (trace && request.traceId === undefined)
      headers['x-amzn-trace-id'] = trace.map((each) => withOwnField(each, request.receivedAt));
    const query = undecodedParameters(request.rawQueryString);
    const isBase64Encoded = body.length > 0 && !isText(request);
    return {
      requestContext: { elb: { targetGroupArn: arn } },
      httpMethod: request.method,
      path: request.path,
      ...(multiValueHeaders
        ? { multiValueQueryStringParameters: query, multiValueHeaders: headers }
        : { queryStringParameters: oneOfEach(query, lastOf), headers: oneOfEach(headers, lastOf) }),
      body: body.toString(isBase64Encoded ? 'base64' : 'utf8'),
      isBase64Encoded,
    };
  }

  /** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html#enable-health-checks-lambda */
  #checkEvent(pathAndQuery: string): unknown {
    const { arn, multiValueHeaders } = this.#options;
    const [path = '', rawQueryString = ''] = pathAndQuery.split('?', 2);
    const query = undecodedParameters(rawQueryString);
    const headers = { 'user-agent': ['ELB-HealthChecker/2.0'] };
    return {
      requestContext: { elb: { targetGroupArn: arn } },
      httpMethod: 'GET',
      path,
      ...(multiValueHeaders
        ? { multiValueQueryStringParameters: query, multiValueHeaders: headers }
        : { queryStringParameters: oneOfEach(query, lastOf), headers: oneOfEach(headers, lastOf) }),
      body: '',
      isBase64Encoded: false,
    };
  }

  #response(payload: unknown): HttpAnswer | undefined {
    if (Buffer.byteLength(JSON.stringify(payload)) > maxResponseBytes) return undefined;
    const parsed = v.safeParse(lambdaResponse, payload);
    if (!parsed.success) return undefined;
    const { statusCode: status, statusDescription, headers, body, isBase64Encoded } = parsed.output;
    try {
      return {
        status,
        // "200 OK"
        statusText: statusDescription?.replace(/^\d{3} ?/, ''),
        headers: this.#options.multiValueHeaders
          ? responseHeaders({}, parsed.output.multiValueHeaders)
          : responseHeaders(headers),
        body: decodeBody(body ?? '', isBase64Encoded ?? false),
      };
    } catch {
      return undefined;
    }
  }
}

/** "If the query parameters are URL-encoded, the load balancer does not decode them." */
function undecodedParameters(rawQueryString: string): Record<string, string[]> {
  const values = Object.create(null) as Record<string, string[]>;
  for (const pair of rawQueryString.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = equals === -1 ? pair : pair.slice(0, equals);
    const value = equals === -1 ? '' : pair.slice(equals + 1);
    const known = values[name];
    if (known) known.push(value);
    else values[name] = [value];
  }
  return values;
}

/** "text/*, application/json, application/javascript, and application/xml" go as they are, unless they are encoded. */
function isText({ headers }: FrontRequest): boolean {
  return (
    headers['content-encoding'] === undefined &&
    /^(text\/|application\/(json|javascript|xml)\b)/i.test(headers['content-type'] ?? '')
  );
}
