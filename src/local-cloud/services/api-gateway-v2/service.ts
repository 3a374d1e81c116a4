import { defineService } from '../../kernel/contracts/service.ts';
import { ApiGatewayV2 } from './api-gateway-v2.ts';
import { apiGatewayV2Api } from './resources/api.ts';
import { apiGatewayV2Authorizer } from './resources/authorizer.ts';
import { apiGatewayV2Deployment } from './resources/deployment.ts';
import { apiGatewayV2Integration } from './resources/integration.ts';
import { apiGatewayV2Route } from './resources/route.ts';
import { apiGatewayV2RouteResponse } from './resources/route-response.ts';
import { apiGatewayV2Stage } from './resources/stage.ts';
import { apiGatewayV2Settings } from './settings.ts';

/** Amazon API Gateway's HTTP APIs and WebSocket APIs: one service, because they share their CloudFormation types. */
export const apiGatewayV2 = defineService({
  name: 'apigatewayv2',
  endpoints: [],
  settings: apiGatewayV2Settings,
  resourceTypes: () => [
    apiGatewayV2Api,
    apiGatewayV2Authorizer,
    apiGatewayV2Deployment,
    apiGatewayV2Integration,
    apiGatewayV2Route,
    apiGatewayV2RouteResponse,
    apiGatewayV2Stage,
  ],
  typesWithoutEffect: [],
  notShown: [
    {
      service: 'API Gateway WebSocket API',
      name: 'a stage can write access logs',
      here: 'Only a stage of an HTTP API writes them.',
      source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html',
    },
    {
      service: 'API Gateway WebSocket API',
      name: 'an account may open 500 new connections per second',
      here: 'As many as come are opened.',
      source:
        'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html',
    },
  ],
  start: (_kernel, settings) => ({ running: new ApiGatewayV2(settings.httpApiStatusCodes) }),
});
