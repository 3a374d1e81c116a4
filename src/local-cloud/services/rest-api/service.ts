import { withoutEffect } from '../../kernel/contracts/resource-type.ts';
import { defineService } from '../../kernel/contracts/service.ts';
import { apiGatewayApiKey } from './resources/api-key.ts';
import { apiGatewayAuthorizer } from './resources/authorizer.ts';
import { apiGatewayDeployment } from './resources/deployment.ts';
import { apiGatewayGatewayResponse } from './resources/gateway-response.ts';
import { apiGatewayMethod } from './resources/method.ts';
import { apiGatewayModel } from './resources/model.ts';
import { apiGatewayRequestValidator } from './resources/request-validator.ts';
import { apiGatewayResource } from './resources/resource.ts';
import { apiGatewayRestApi } from './resources/rest-api.ts';
import { apiGatewayStage } from './resources/stage.ts';
import { apiGatewayUsagePlan } from './resources/usage-plan.ts';
import { apiGatewayUsagePlanKey } from './resources/usage-plan-key.ts';
import { RestApis } from './rest-apis.ts';

/** Amazon API Gateway's REST APIs. */
export const restApi = defineService({
  name: 'apigateway',
  endpoints: [],
  settings: {},
  resourceTypes: () => [
    apiGatewayApiKey,
    apiGatewayAuthorizer,
    apiGatewayDeployment,
    apiGatewayGatewayResponse,
    apiGatewayMethod,
    apiGatewayModel,
    apiGatewayRequestValidator,
    apiGatewayResource,
    apiGatewayRestApi,
    apiGatewayStage,
    apiGatewayUsagePlan,
    apiGatewayUsagePlanKey,
  ],
  typesWithoutEffect: withoutEffect('logs go to the stream of events, and end with the run', [
    'AWS::ApiGateway::Account',
  ]),
  notShown: [
    {
      service: 'API Gateway REST API',
      name: 'limits of a usage plan are applied on a best-effort basis: clients can exceed them',
      here: 'They are exact.',
      source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html',
    },
    {
      service: 'API Gateway REST API',
      name: 'a model may name the format of a text: date-time, email, …',
      here: 'It is taken, and not checked: AWS does not say which formats it checks.',
      source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html',
    },
    {
      service: 'API Gateway REST API',
      name: 'CloudFront stands in front of an edge-optimized API, and its headers are in the event: Via, X-Amz-Cf-Id, CloudFront-Viewer-Country, …',
      here: 'The caller’s own headers reach the function, and those of API Gateway.',
      source:
        'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html#api-gateway-simple-proxy-for-lambda-input-format',
    },
  ],
  start: () => ({ running: new RestApis() }),
});
