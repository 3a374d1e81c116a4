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
  notShown: [],
  start: () => ({ running: new Map() as RestApis }),
});
