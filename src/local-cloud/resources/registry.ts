import { apiGatewayV2Api } from './apigatewayv2-api.ts';
import { apiGatewayV2Integration } from './apigatewayv2-integration.ts';
import { apiGatewayV2Route } from './apigatewayv2-route.ts';
import { apiGatewayV2Stage } from './apigatewayv2-stage.ts';
import { dynamodbGlobalTable } from './dynamodb-global-table.ts';
import { dynamodbTable } from './dynamodb-table.ts';
import { eventsEventBus } from './events-event-bus.ts';
import { eventsRule } from './events-rule.ts';
import { lambdaAlias } from './lambda-alias.ts';
import { lambdaEventInvokeConfig } from './lambda-event-invoke-config.ts';
import { lambdaEventSourceMapping } from './lambda-event-source-mapping.ts';
import { lambdaFunction } from './lambda-function.ts';
import { lambdaVersion } from './lambda-version.ts';
import type { ResourceType } from './resource-type.ts';
import { snsSubscription } from './sns-subscription.ts';
import { snsTopic } from './sns-topic.ts';
import { sqsQueue } from './sqs-queue.ts';
import { typesWithoutEffect } from './without-effect.ts';

const types: ResourceType[] = [
  apiGatewayV2Api,
  apiGatewayV2Integration,
  apiGatewayV2Route,
  apiGatewayV2Stage,
  dynamodbGlobalTable,
  dynamodbTable,
  eventsEventBus,
  eventsRule,
  lambdaAlias,
  lambdaEventInvokeConfig,
  lambdaEventSourceMapping,
  lambdaFunction,
  lambdaVersion,
  snsSubscription,
  snsTopic,
  sqsQueue,
];

/** Every supported resource type by its CloudFormation name. */
export const resourceTypes = new Map(types.map((each) => [each.type, each]));

/** Every type that is accepted without effect by its CloudFormation name. */
export const resourceTypesWithoutEffect = new Map(typesWithoutEffect.map((each) => [each.type, each]));
