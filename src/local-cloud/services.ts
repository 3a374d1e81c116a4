import { apiGatewayV2 } from './services/api-gateway-v2/service.ts';
import { applicationAutoScaling } from './services/application-auto-scaling/service.ts';
import { cloudFormation } from './services/cloudformation/service.ts';
import { cloudwatch } from './services/cloudwatch/service.ts';
import { dynamodb } from './services/dynamodb/service.ts';
import { ecs } from './services/ecs/service.ts';
import { events } from './services/events/service.ts';
import { kinesis } from './services/kinesis/service.ts';
import { lambda } from './services/lambda/service.ts';
import { loadBalancer } from './services/load-balancer/service.ts';
import { logs } from './services/logs/service.ts';
import { notEmulated } from './services/not-emulated/service.ts';
import { restApi } from './services/rest-api/service.ts';
import { s3 } from './services/s3/service.ts';
import { scheduler } from './services/scheduler/service.ts';
import { sns } from './services/sns/service.ts';
import { sqs } from './services/sqs/service.ts';
import { ssm } from './services/ssm/service.ts';
import { states } from './services/states/service.ts';
import type { KnownTypes } from './template/planning.ts';
import { typesWithoutEffect } from './template/without-effect.ts';

/** Every service of the cloud, in the order in which they start. A new one is a folder and a line here. */
export const services = [
  sqs,
  sns,
  events,
  scheduler,
  dynamodb,
  kinesis,
  s3,
  lambda,
  cloudFormation,
  ssm,
  states,
  logs,
  ecs,
  applicationAutoScaling,
  cloudwatch,
  apiGatewayV2,
  restApi,
  loadBalancer,
  notEmulated,
] as const;

type AnyService = (typeof services)[number];

/** Addresses of the cloud's service APIs, for the AWS CLI and any SDK. All on loopback. */
export type Endpoints = Record<AnyService['endpoints'][number], string>;

/** What can be polled by event source mappings, by service. */
const sources = new Map(
  services.flatMap((each) =>
    'eventSource' in each && each.eventSource ? [[each.name, each.eventSource]] : [],
  ),
);

const typesByService = services.map((service) => ({ service, types: service.resourceTypes(sources) }));

/** The service that creates resources of a CloudFormation type, by type. */
export const serviceOfType: ReadonlyMap<string, AnyService> = new Map(
  typesByService.flatMap(({ service, types }) => types.map(({ type }) => [type, service])),
);

/** Every CloudFormation type that the cloud knows. */
export const knownTypes: KnownTypes = {
  resourceTypes: new Map(typesByService.flatMap(({ types }) => types.map((each) => [each.type, each]))),
  withoutEffect: new Map(
    [...typesWithoutEffect, ...services.flatMap((each) => each.typesWithoutEffect)].map((each) => [
      each.type,
      each,
    ]),
  ),
};
