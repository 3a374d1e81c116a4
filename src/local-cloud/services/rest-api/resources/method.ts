import * as v from 'valibot';
import { arnOf } from '../../../kernel/account.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import { DeployError } from '../../../kernel/errors.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import { boolean, integer, integerBetween, texts, workable } from '../../../kernel/property-schemas.ts';
import { AuthorizedMethod } from '../authorized-method.ts';
import { AwsMethod } from '../aws-method.ts';
import { IntegrationResponses } from '../integration-responses.ts';
import { integrationUriOf, queueOfPath } from '../integration-uri.ts';
import { type InvocationTypeOf, LambdaMethod } from '../lambda-method.ts';
import { LambdaProxyMethod } from '../lambda-proxy-method.ts';
import { MockMethod } from '../mock-method.ts';
import { IntegrationParameters } from '../request-parameters.ts';
import { RequestTemplates } from '../request-templates.ts';
import type { RestApi } from '../rest-api.ts';
import type { RestApis } from '../rest-apis.ts';
import type { RestAuthorizer } from '../rest-authorizer.ts';
import type { RestMethod } from '../rest-method.ts';
import { checkServiceUri } from '../service-call.ts';
import { restApiOf } from './parent.ts';

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

const integration = v.strictObject({
  Type: v.picklist(['AWS_PROXY', 'AWS', 'MOCK'], 'only AWS_PROXY, AWS and MOCK are supported'),
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
  // Without effect: an integration is always called as its service asks.
  IntegrationHttpMethod: v.optional(v.string()),
  // Looked for and not used: every call is allowed.
  Credentials: v.optional(v.string()),
  ConnectionType: v.optional(v.literal('INTERNET', 'VPC links are not supported')),
});

type MethodIntegration = v.InferOutput<typeof integration>;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigateway-method.html */
export const apiGatewayMethod = defineResource({
  type: 'AWS::ApiGateway::Method',
  properties: v.strictObject({
    RestApiId: v.string(),
    ResourceId: v.string(),
    HttpMethod: v.pipe(v.string(), v.toUpperCase()),
    AuthorizationType: v.optional(
      v.picklist(
        ['NONE', 'CUSTOM'],
        'of authorizers only Lambda functions (CUSTOM) are supported: IAM and Cognito user pools are not emulated',
      ),
      'NONE',
    ),
    AuthorizerId: v.optional(v.string()),
    ApiKeyRequired: v.optional(
      v.pipe(
        boolean,
        v.check((required) => !required, 'API keys are not supported'),
      ),
    ),
    Integration: v.pipe(integration, workable(checkIntegration)),
  }),
  withoutEffect: {
    MethodResponses: 'the integration responses say all that the caller gets',
    OperationName: 'text for people',
    RequestParameters: 'they are only checked by a request validator, and those are not supported',
    RequestModels: 'they are only checked by a request validator, and those are not supported',
  },
  identify: ({ logicalId }) => ({ ref: logicalId, attributes: {} }),
  create({ logicalId, properties }, apis: RestApis, kernel) {
    const { RestApiId, ResourceId, HttpMethod } = properties;
    const api = restApiOf(logicalId, RestApiId, apis);
    const method = methodOf(properties.Integration, api, kernel);
    const authorizer = authorizerOf(logicalId, properties, api);
    const guarded = authorizer ? new AuthorizedMethod(authorizer, method) : method;
    if (!api.addMethod(ResourceId, HttpMethod, guarded)) {
      throw new DeployError(
        `${logicalId}: there is no resource ${ResourceId} in the REST API ${RestApiId}.`,
        'Refer to a Resource with Ref, or to the root with Fn::GetAtt RootResourceId.',
      );
    }
    return undefined;
  },
});

function authorizerOf(
  logicalId: string,
  { AuthorizationType, AuthorizerId = '' }: { AuthorizationType: string; AuthorizerId?: string | undefined },
  api: RestApi,
): RestAuthorizer | undefined {
  if (AuthorizationType === 'NONE') return undefined;
  const authorizer = api.authorizers.get(AuthorizerId);
  if (authorizer) return authorizer;
  throw new DeployError(
    `${logicalId}: there is no authorizer ${AuthorizerId} of its REST API.`,
    'Refer to one with Ref in AuthorizerId.',
  );
}

function methodOf(given: MethodIntegration, api: RestApi, { functions, targets, apis }: Kernel): RestMethod {
  const { Type, Uri = '', TimeoutInMillis: timeoutMs } = given;
  const { requests, responses } = templatesOf(given);
  if (Type === 'MOCK') return new MockMethod(requests, responses);
  if (Type === 'AWS_PROXY') {
    return new LambdaProxyMethod({ fn: functions.resolve(Uri), timeoutMs, binary: api.binary });
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
  const queueName = uri.service === 'sqs' && uri.kind === 'path' ? queueOfPath(uri.api) : undefined;
  if (queueName !== undefined) targets.resolve(arnOf('sqs', queueName));
  const parameters = new IntegrationParameters(given.RequestParameters);
  return new AwsMethod({ uri, apis, timeoutMs, parameters, requests, responses });
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
function checkIntegration(given: MethodIntegration): void {
  const { Type, Uri = '', RequestParameters } = given;
  templatesOf(given);
  if (Type === 'MOCK') return;
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
  if (!isFunction) {
    checkService(given);
    return;
  }
  for (const [name, expression] of Object.entries(RequestParameters)) {
    const known =
      /^integration\.request\.header\.X-Amz-Invocation-Type$/i.test(name) &&
      /^('Event'|'RequestResponse'|method\.request\.header\.[\w-]+)$/.test(expression);
    if (!known) throw new Error(`the request parameter ${name}: ${expression} is not supported`);
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
