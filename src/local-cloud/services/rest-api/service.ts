import { withoutEffect } from '../../kernel/contracts/resource-type.ts';
import { defineService } from '../../kernel/contracts/service.ts';
import { apiGatewayAuthorizer } from './resources/authorizer.ts';
import { apiGatewayDeployment } from './resources/deployment.ts';
import { apiGatewayGatewayResponse } from './resources/gateway-response.ts';
import { apiGatewayMethod } from './resources/method.ts';
import { apiGatewayResource } from './resources/resource.ts';
import { apiGatewayRestApi } from './resources/rest-api.ts';
import { apiGatewayStage } from './resources/stage.ts';
import type { RestApis } from './rest-apis.ts';

/** Amazon API Gateway's REST APIs. */
export const restApi = defineService({
  name: 'apigateway',
  endpoints: [],
  settings: {},
  resourceTypes: () => [
    apiGatewayAuthorizer,
    apiGatewayDeployment,
    apiGatewayGatewayResponse,
    apiGatewayMethod,
    apiGatewayResource,
    apiGatewayRestApi,
    apiGatewayStage,
  ],
  typesWithoutEffect: withoutEffect('logs go to the stream of events, and end with the run', [
    'AWS::ApiGateway::Account',
  ]),
  notShown: [
    {
      service: 'API Gateway REST API',
      name: 'CloudFront stands in front of an edge-optimized API, and its headers are in the event: Via, X-Amz-Cf-Id, CloudFront-Viewer-Country, …',
      here: 'The caller’s own headers reach the function, and those of API Gateway.',
      source:
        'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format',
    },
  ],
  start: () => ({ running: new Map() as RestApis }),
});
