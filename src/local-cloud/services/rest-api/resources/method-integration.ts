import * as v from 'valibot';
import { arnOf } from '../../../kernel/account.ts';
import { DeployError } from '../../../kernel/errors.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import { integer, integerBetween, texts, workable } from '../../../kernel/property-schemas.ts';
import { AwsMethod } from '../aws-method.ts';
import { checkEndpointUri, localEndpoint } from '../endpoint-uri.ts';
import { HttpMethod } from '../http-method.ts';
import { IntegrationResponses } from '../integration-responses.ts';
import { integrationUriOf, queueOfPath } from '../integration-uri.ts';
import { type InvocationTypeOf, LambdaMethod } from '../lambda-method.ts';
import { LambdaProxyMethod } from '../lambda-proxy-method.ts';
import { MockMethod } from '../mock-method.ts';
import { IntegrationParameters } from '../request-parameters.ts';
import { RequestTemplates } from '../request-templates.ts';
import type { RestApi } from '../rest-api.ts';
import type { RestMethod } from '../rest-method.ts';
import { checkServiceUri } from '../service-call.ts';

/**
 * "Integration timeout: 50 milliseconds - 29 seconds for all integration types"; more only on request.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html
 */
const maxTimeoutMs = 29_000;

const noContentHandling = v.optional(v.literal('CONVERT_TO_TEXT', 'only CONVERT_TO_TEXT is supported'));

const integrationResponse = v.strictObject({
  StatusCode: integer,
  SelectionPattern: v.optional(v.string()),
  ResponseParameters: v.optional(texts, {}),
  ResponseTemplates: v.optional(texts, {}),
  ContentHandling: noContentHandling,
});

const verbs = ['ANY', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'] as const;

const given = v.strictObject({
  Type: v.picklist(
    ['AWS_PROXY', 'AWS', 'HTTP_PROXY', 'HTTP', 'MOCK'],
    'must be AWS_PROXY, AWS, HTTP_PROXY, HTTP or MOCK',
  ),
  Uri: v.optional(v.string()),
  TimeoutInMillis: v.optional(integerBetween(50, maxTimeoutMs), maxTimeoutMs),
  RequestParameters: v.optional(texts, {}),
  RequestTemplates: v.optional(texts, {}),
  PassthroughBehavior: v.optional(
    v.picklist(
      ['WHEN_NO_MATCH', 'WHEN_NO_TEMPLATES', 'NEVER'],
      'must be WHEN_NO_MATCH, WHEN_NO_TEMPLATES or NEVER',
    ),
    'WHEN_NO_MATCH',
  ),
  IntegrationResponses: v.optional(v.array(integrationResponse), []),
  ContentHandling: noContentHandling,
  ResponseTransferMode: v.optional(
    v.literal('BUFFERED', 'response streaming is not supported, only BUFFERED'),
  ),
  /** Of the request to an HTTP endpoint. Without effect for others, which are called as their service asks. */
  IntegrationHttpMethod: v.optional(v.picklist(verbs, `must be one of ${verbs.join(', ')}`)),
  // Looked for and not used: every call is allowed.
  Credentials: v.optional(v.string()),
  ConnectionType: v.optional(v.literal('INTERNET', 'VPC links are not supported')),
});

type MethodIntegration = v.InferOutput<typeof given>;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-method-integration.html */
export const integration = v.pipe(given, workable(check));

/** What answers the requests of a method. Throws a DeployError when nothing is behind its URI. */
export function methodOf(
  { logicalId, given }: { logicalId: string; given: MethodIntegration },
  api: RestApi,
  { functions, targets, apis, addresses }: Kernel,
): RestMethod {
  const { Type, Uri = '', TimeoutInMillis: timeoutMs, IntegrationHttpMethod: verb = 'GET' } = given;
  const mappings = templatesOf(given);
  const { requests, responses } = mappings;
  if (Type === 'MOCK') return new MockMethod(requests, responses);
  const { binary } = api;
  if (Type === 'AWS_PROXY') return new LambdaProxyMethod({ fn: functions.resolve(Uri), timeoutMs, binary });
  const parameters = () => new IntegrationParameters(given.RequestParameters);
  if (Type === 'HTTP' || Type === 'HTTP_PROXY') {
    return new HttpMethod({
      uri: endpointOf(logicalId, () => localEndpoint(Uri, addresses)),
      verb,
      timeoutMs,
      parameters: parameters(),
      binary,
      mappings: Type === 'HTTP' ? mappings : undefined,
    });
  }
  const functionArn = functionOf(Uri);
  if (functionArn !== undefined) {
    return new LambdaMethod({
      fn: functions.resolve(functionArn),
      target: targets.resolve(functionArn),
      invocationTypeOf: invocationTypeOf(given),
      timeoutMs,
      requests,
      responses,
    });
  }
  const uri = integrationUriOf(Uri);
  const isFixedQueue = uri.service === 'sqs' && uri.kind === 'path' && !uri.api.includes('{');
  const queueName = isFixedQueue ? queueOfPath(uri.api) : undefined;
  if (queueName !== undefined) targets.resolve(arnOf('sqs', queueName));
  return new AwsMethod({ uri, apis, timeoutMs, parameters: parameters(), requests, responses });
}

function endpointOf(logicalId: string, find: () => string): string {
  try {
    return find();
  } catch (error) {
    throw new DeployError(
      `${logicalId}: ${(error as Error).message}.`,
      'Refer to an API, a load balancer or a function URL of the stack, or to a program at http://127.0.0.1:<port>.',
    );
  }
}

function templatesOf(given: MethodIntegration): {
  requests: RequestTemplates;
  responses: IntegrationResponses;
} {
  return {
    requests: new RequestTemplates(given.RequestTemplates, given.PassthroughBehavior),
    responses: new IntegrationResponses(given.IntegrationResponses),
  };
}

/** The function that a URI calls; undefined for another service. Throws an Error for what is no URI. */
function functionOf(uri: string): string | undefined {
  const { service, api } = integrationUriOf(uri);
  return service === 'lambda' ? /^[^/]+\/functions\/(.+)\/invocations$/.exec(api)?.[1] : undefined;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-integration-async.html */
function invocationTypeOf({ RequestParameters }: MethodIntegration): InvocationTypeOf {
  const expression = RequestParameters['integration.request.header.X-Amz-Invocation-Type'];
  if (expression === undefined) return () => 'RequestResponse';
  if (expression === "'Event'") return () => 'Event';
  const name = (expression.split('.').at(-1) ?? '').toLowerCase();
  return ({ headers }) => (headers[name] === 'Event' ? 'Event' : 'RequestResponse');
}

/** Throws an Error that says what of the integration cannot be had. */
function check(given: MethodIntegration): void {
  const { Type, Uri = '' } = given;
  templatesOf(given);
  if (Type === 'MOCK') return;
  if (Type === 'HTTP' || Type === 'HTTP_PROXY') {
    checkHttp(given);
    return;
  }
  const { service, kind, api } = integrationUriOf(Uri);
  const isFunction = functionOf(Uri) !== undefined;
  if (service === 'lambda' && !isFunction)
    throw new Error(
      `lambda:${kind}/${api} names no function: write lambda:path/2015-03-31/functions/<ARN>/invocations`,
    );
  if (Type === 'AWS_PROXY' && !isFunction)
    throw new Error(
      `an integration of type AWS_PROXY calls a Lambda function, not ${service}:${kind}/${api}. To call an action of a service use the type AWS`,
    );
  if (isFunction) checkLambda(given);
  else checkService(given);
}

function checkHttp({ Type, Uri = '', IntegrationHttpMethod, RequestParameters }: MethodIntegration): void {
  checkEndpointUri(Uri);
  new IntegrationParameters(RequestParameters);
  if (!IntegrationHttpMethod)
    throw new Error(`an integration of type ${Type} needs IntegrationHttpMethod: one of ${verbs.join(', ')}`);
}

function checkLambda({ Type, RequestParameters }: MethodIntegration): void {
  for (const [name, expression] of Object.entries(RequestParameters)) {
    const known =
      /^integration\.request\.header\.X-Amz-Invocation-Type$/i.test(name) &&
      /^('Event'|'RequestResponse'|method\.request\.header\.[\w-]+)$/.test(expression);
    if (!known)
      throw new Error(
        `the request parameter ${name}: ${expression} is not supported: what a function gets is the template’s, or the proxy’s event`,
      );
    if (Type === 'AWS_PROXY' && expression !== "'RequestResponse'")
      throw new Error(
        `the request parameter ${name}: ${expression} is not supported for a Lambda proxy, whose caller waits for the function. Use the type AWS`,
      );
  }
}

function checkService({ Uri = '', Credentials, RequestParameters }: MethodIntegration): void {
  checkServiceUri(integrationUriOf(Uri), Object.keys(RequestParameters));
  new IntegrationParameters(RequestParameters);
  // As AWS refuses it.
  if (!Credentials)
    throw new Error(
      'Role ARN must be specified for AWS integrations. Give Credentials the ARN of a role that may call the action, in CDK credentialsRole',
    );
}
