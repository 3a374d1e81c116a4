import type { Conformance } from '../../../content/conformance.ts';
import type { Kernel } from '../kernel.ts';
import type { EventSource, EventSourceKind } from './event-source.ts';
import type { EventTarget } from './event-target.ts';
import type { Invocable } from './invoker.ts';
import type { Close, ResourceType, TypeWithoutEffect } from './resource-type.ts';
import type { QueryProtocol, ServiceApi } from './service-api.ts';

/** What a service is to the boot: one entry of its list. */
export interface Service<Running = unknown, Settings = object, Endpoint extends string = string> {
  /** As it stands in the ARNs of its resources: `sqs`, `dynamodb`, … */
  name: string;
  /** Names of the API addresses that it has: `sqs` is AWS_ENDPOINT_URL_SQS in every function, and is printed. */
  endpoints: readonly Endpoint[];
  /** What AWS leaves open, or sets per account, and a run may choose, with AWS's values. */
  settings: Settings;
  /** What its ARNs are to an event source mapping, when they can be polled. */
  eventSource?: EventSourceKind;
  /** Its CloudFormation types. `sources`: what the services of the cloud have for event source mappings, by service. */
  resourceTypes(sources: ReadonlyMap<string, EventSourceKind>): readonly ResourceType<unknown, Running>[];
  typesWithoutEffect: readonly TypeWithoutEffect[];
  /**
   * What AWS documents and this cloud does not show, although it refuses nothing for it: a stack runs here as if AWS did
   * not do this. The page that tells learners what the cloud does lists it.
   */
  notShown: Conformance['notShown'];
  /** Throws with nothing left running. */
  start(kernel: Kernel, settings: Settings): Promise<Started<Running, Endpoint>> | Started<Running, Endpoint>;
}

/** A service that runs, and what it offers to the others. What it offers by ARN is found by its name. */
export interface Started<Running, Endpoint extends string> {
  /** What the service's resources are created in. */
  running: Running;
  /** Of its endpoints, by name. */
  addresses?: Record<Endpoint, string>;
  /** Throws a DeployError when there is none. */
  target?(arn: string): EventTarget;
  /** Throws a DeployError when there is none. */
  source?(arn: string): EventSource;
  /** Throws a DeployError when there is none. */
  function?(arn: string): Invocable;
  call?: ServiceApi;
  /** When its API can also be called in the Query protocol. */
  query?: QueryProtocol;
  close?: Close;
}

/** Ties the parts together, so that the resource types get what `start` gives. */
export const defineService = <Running, Settings extends object, const Endpoint extends string>(
  service: Service<Running, Settings, Endpoint>,
): Service<Running, Settings, Endpoint> => service;
