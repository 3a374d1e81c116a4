import * as v from 'valibot';
import { account, arnOf } from '../../../kernel/account.ts';
import { defineResource } from '../../../kernel/contracts/resource-type.ts';
import type { Kernel } from '../../../kernel/kernel.ts';
import { integerBetween, texts, workable } from '../../../kernel/property-schemas.ts';
import type { ApiGatewayV2 } from '../api-gateway-v2.ts';
import {
  EventBridgePutEventsIntegration,
  putEventsProblem,
} from '../http-api/event-bridge-put-events-integration.ts';
import type { Integration } from '../http-api/integration.ts';
import { LambdaProxyIntegration } from '../http-api/lambda-proxy-integration.ts';
import { compileRequestMapping, compileResponseMapping } from '../http-api/parameter-mapping.ts';
import { SqsSendMessageIntegration, sendMessageProblem } from '../http-api/sqs-send-message-integration.ts';
import {
  isStepFunctions,
  StepFunctionsIntegration,
  stepFunctionsProblem,
} from '../http-api/step-functions-integration.ts';
import type { HttpApiStatusCodes } from '../settings.ts';
import {
  MockIntegration,
  LambdaProxyIntegration as WebSocketLambdaIntegration,
} from '../websocket-api/websocket-integration.ts';
import { apiOf } from './parent.ts';

/**
 * "Maximum integration timeout: 30 seconds", of an HTTP API; 29 of a WebSocket API.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
 */
const maxTimeoutMs = { http: 30_000, webSocket: 29_000 };

const status = v.pipe(v.string(), v.regex(/^[2-5]\d\d$/, 'must be an HTTP status'));

const responseParameters = v.strictObject({
  ResponseParameters: v.array(v.strictObject({ Destination: v.string(), Source: v.string() })),
});

const properties = v.strictObject({
  ApiId: v.string(),
  IntegrationType: v.picklist(
    ['AWS_PROXY', 'MOCK'],
    'only AWS_PROXY (and MOCK of a WebSocket API) is supported',
  ),
  IntegrationSubtype: v.optional(
    v.picklist(
      [
        'SQS-SendMessage',
        'EventBridge-PutEvents',
        'StepFunctions-StartExecution',
        'StepFunctions-StartSyncExecution',
        'StepFunctions-StopExecution',
      ],
      'only SQS-SendMessage, EventBridge-PutEvents, StepFunctions-StartExecution, StepFunctions-StartSyncExecution and StepFunctions-StopExecution are supported',
    ),
  ),
  IntegrationUri: v.optional(v.string()),
  PayloadFormatVersion: v.optional(v.picklist(['1.0', '2.0'], 'must be 1.0 or 2.0')),
  RequestParameters: v.optional(texts, {}),
  ResponseParameters: v.optional(v.record(status, responseParameters), {}),
  TimeoutInMillis: v.optional(integerBetween(50, maxTimeoutMs.http)),
});

type Properties = v.InferOutput<typeof properties>;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-apigatewayv2-integration.html */
export const apiGatewayV2Integration = defineResource({
  type: 'AWS::ApiGatewayV2::Integration',
  properties: v.pipe(properties, workable(checkTogether)),
  withoutEffect: {
    CredentialsArn: 'every call is allowed: IAM is not emulated',
    ConnectionType: 'there is one network, loopback',
    Description: 'text for people',
    IntegrationMethod: 'what can be integrated is always called in its own way',
    PassthroughBehavior: 'a proxy integration passes everything through',
  },
  identify: ({ logicalId }) => ({ ref: logicalId, attributes: { IntegrationId: logicalId } }),
  create({ logicalId, properties, ref }, service: ApiGatewayV2, kernel) {
    const { httpApi, webSocketApi } = apiOf(logicalId, properties.ApiId, service);
    if (webSocketApi) {
      webSocketApi.addIntegration(
        ref,
        properties.IntegrationType === 'MOCK'
          ? new MockIntegration()
          : new WebSocketLambdaIntegration({
              fn: kernel.functions.resolve(properties.IntegrationUri ?? ''),
              timeoutMs: properties.TimeoutInMillis ?? maxTimeoutMs.webSocket,
              statusCodes: kernel.settings.restApiStatusCodes,
            }),
      );
    }
    httpApi?.addIntegration(ref, httpIntegration(properties, service.httpApiStatusCodes, kernel));
    return undefined;
  },
  leavesNothing: true,
});

function httpIntegration(
  properties: Properties,
  statusCodes: HttpApiStatusCodes,
  { functions, targets, apis }: Kernel,
): Integration {
  const { RequestParameters: parameters } = properties;
  const mapResponse = compileResponseMapping(properties.ResponseParameters);
  switch (properties.IntegrationSubtype) {
    case 'SQS-SendMessage': {
      const { QueueUrl: queueUrl = '' } = parameters;
      targets.resolve(arnOf('sqs', queueUrl.split('/').at(-1) ?? ''));
      return new SqsSendMessageIntegration({ queueUrl, apis, parameters, mapResponse });
    }
    case 'EventBridge-PutEvents':
      return new EventBridgePutEventsIntegration({ apis, parameters, mapResponse });
    case 'StepFunctions-StartExecution':
    case 'StepFunctions-StartSyncExecution':
    case 'StepFunctions-StopExecution':
      return new StepFunctionsIntegration({
        subtype: properties.IntegrationSubtype,
        apis,
        parameters,
        timeoutMs: properties.TimeoutInMillis ?? maxTimeoutMs.http,
        statusCodes,
        mapResponse,
      });
    default:
      return new LambdaProxyIntegration({
        fn: functions.resolve(properties.IntegrationUri ?? ''),
        format: properties.PayloadFormatVersion ?? '1.0',
        timeoutMs: properties.TimeoutInMillis ?? maxTimeoutMs.http,
        statusCodes,
        mapRequest: compileRequestMapping(parameters),
        mapResponse,
      });
  }
}

/** Throws an Error that says which properties do not go together. */
function checkTogether(properties: Properties): void {
  const { IntegrationType, IntegrationSubtype, IntegrationUri, RequestParameters: parameters } = properties;
  if (IntegrationType === 'MOCK') return;
  compileResponseMapping(properties.ResponseParameters);
  if (IntegrationSubtype === undefined) {
    if (!IntegrationUri?.includes(':function:'))
      throw new Error('IntegrationUri must be the ARN of a Lambda function; nothing else can be integrated');
    compileRequestMapping(parameters);
    return;
  }
  const problem = problemOf(IntegrationSubtype, parameters);
  if (problem !== undefined) throw new Error(problem);
  if (parameters.Region !== undefined && parameters.Region !== account.region)
    throw new Error(`the Region ${parameters.Region} is not here: everything is in ${account.region}`);
}

function problemOf(subtype: string, parameters: Record<string, string>): string | undefined {
  if (isStepFunctions(subtype)) return stepFunctionsProblem(subtype, parameters);
  return subtype === 'SQS-SendMessage' ? sendMessageProblem(parameters) : putEventsProblem(parameters);
}
