import type { ResourceType } from '../kernel/contracts/resource-type.ts';
import { apiGatewayV2Api } from '../services/api-gateway-v2/resources/api.ts';
import { apiGatewayV2Deployment } from '../services/api-gateway-v2/resources/deployment.ts';
import { apiGatewayV2Integration } from '../services/api-gateway-v2/resources/integration.ts';
import { apiGatewayV2Route } from '../services/api-gateway-v2/resources/route.ts';
import { apiGatewayV2RouteResponse } from '../services/api-gateway-v2/resources/route-response.ts';
import { apiGatewayV2Stage } from '../services/api-gateway-v2/resources/stage.ts';
import { dynamodbGlobalTable } from '../services/dynamodb/resources/global-table.ts';
import { dynamodbTable } from '../services/dynamodb/resources/table.ts';
import { eventsEventBus } from '../services/events/resources/event-bus.ts';
import { eventsRule } from '../services/events/resources/rule.ts';
import { lambdaAlias } from '../services/lambda/resources/alias.ts';
import { lambdaEventInvokeConfig } from '../services/lambda/resources/event-invoke-config.ts';
import { lambdaEventSourceMapping } from '../services/lambda/resources/event-source-mapping.ts';
import { lambdaFunction } from '../services/lambda/resources/function.ts';
import { lambdaUrl } from '../services/lambda/resources/url.ts';
import { lambdaVersion } from '../services/lambda/resources/version.ts';
import { elbv2Listener } from '../services/load-balancer/resources/listener.ts';
import { elbv2ListenerRule } from '../services/load-balancer/resources/listener-rule.ts';
import { elbv2LoadBalancer } from '../services/load-balancer/resources/load-balancer.ts';
import { elbv2TargetGroup } from '../services/load-balancer/resources/target-group.ts';
import { logsLogGroup } from '../services/logs/resources/log-group.ts';
import { apiGatewayDeployment } from '../services/rest-api/resources/deployment.ts';
import { apiGatewayGatewayResponse } from '../services/rest-api/resources/gateway-response.ts';
import { apiGatewayMethod } from '../services/rest-api/resources/method.ts';
import { apiGatewayResource } from '../services/rest-api/resources/resource.ts';
import { apiGatewayRestApi } from '../services/rest-api/resources/rest-api.ts';
import { apiGatewayStage } from '../services/rest-api/resources/stage.ts';
import { schedulerSchedule } from '../services/scheduler/resources/schedule.ts';
import { schedulerScheduleGroup } from '../services/scheduler/resources/schedule-group.ts';
import { snsSubscription } from '../services/sns/resources/subscription.ts';
import { snsTopic } from '../services/sns/resources/topic.ts';
import { sqsQueue } from '../services/sqs/resources/queue.ts';
import { ssmParameter } from '../services/ssm/resources/parameter.ts';
import { typesWithoutEffect } from './without-effect.ts';

const types: ResourceType[] = [
  apiGatewayDeployment,
  apiGatewayGatewayResponse,
  apiGatewayMethod,
  apiGatewayResource,
  apiGatewayRestApi,
  apiGatewayStage,
  apiGatewayV2Api,
  apiGatewayV2Deployment,
  apiGatewayV2Integration,
  apiGatewayV2Route,
  apiGatewayV2RouteResponse,
  apiGatewayV2Stage,
  dynamodbGlobalTable,
  dynamodbTable,
  elbv2Listener,
  elbv2ListenerRule,
  elbv2LoadBalancer,
  elbv2TargetGroup,
  eventsEventBus,
  eventsRule,
  lambdaAlias,
  lambdaEventInvokeConfig,
  lambdaEventSourceMapping,
  lambdaFunction,
  lambdaUrl,
  lambdaVersion,
  logsLogGroup,
  schedulerSchedule,
  schedulerScheduleGroup,
  snsSubscription,
  snsTopic,
  sqsQueue,
  ssmParameter,
];

/** Every supported resource type by its CloudFormation name. */
export const resourceTypes = new Map(types.map((each) => [each.type, each]));

/** Every type that is accepted without effect by its CloudFormation name. */
export const resourceTypesWithoutEffect = new Map(typesWithoutEffect.map((each) => [each.type, each]));
