import type { Usage } from '#content/cost/billed.ts';
import type { CloudEvent } from '#content/event.ts';
import type { Template } from '#experiment/deployment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import { operationsOf } from '#experiment/operations.ts';
import type { Rehearsal } from './rehearsal.ts';
import { idsOf, resourcesOf } from './resources.ts';

/*
 * How much of what the site's own bills are made of (#content/cost/billed.ts) a lab uses. What else AWS bills stands in
 * charges.ts.
 */

/** Pollers that an idle queue has, and how long each of their requests waits: facts of this project's pages. */
const idle = { pollers: 5, waitSeconds: 20 };
/** What an invocation writes to its log besides its own lines. */
const logBytes = 1_000;
/** What an answer to a request is taken to weigh. */
export const answerBytes = 2_000;
export const gigabyte = 1e9;

/** What stands there uses in an hour, whether anybody uses it or not. */
export function usageOfAnHour(template: Template): Usage {
  const queues = resourcesOf(template, 'AWS::Lambda::EventSourceMapping').filter(({ properties }) =>
    /queue/i.test(JSON.stringify(properties.EventSourceArn ?? '')),
  );
  const capacity = resourcesOf(template, 'AWS::DynamoDB::Table').map(({ properties }) => {
    const { ReadCapacityUnits = 5, WriteCapacityUnits = 5 } = (properties.ProvisionedThroughput ??
      {}) as Record<string, number>;
    // A read unit costs less than a write unit: what is not told apart is not too little.
    return properties.BillingMode === 'PAY_PER_REQUEST'
      ? 0
      : Number(ReadCapacityUnits) + Number(WriteCapacityUnits);
  });
  return {
    shardHours: sum(
      resourcesOf(template, 'AWS::Kinesis::Stream').map(({ properties }) =>
        Number(properties.ShardCount ?? 1),
      ),
    ),
    writeUnitHours: sum(capacity),
    queueRequests: queues.length * idle.pollers * (3600 / idle.waitSeconds),
  };
}

/** What the run will use, counted in its rehearsal. */
export function usageOfRun(
  { events, ownQueueRequests }: Pick<Rehearsal, 'events' | 'ownQueueRequests'>,
  templates: readonly Template[],
): Usage {
  const { gatewayRequests, invocations, sends, receives, emptyReceives, deletes, putUnits } =
    operationsOf(events);
  const taken = eventsOf(events, 'capacity-consumed');
  const memoryMb = Math.max(
    128,
    ...templates.flatMap((template) =>
      resourcesOf(template, 'AWS::Lambda::Function').map(({ properties }) =>
        Number(properties.MemorySize ?? 0),
      ),
    ),
  );
  const logged = sum(eventsOf(events, 'log-line').map(({ line }) => line.length));
  return {
    gatewayRequests: requestsToHttpApis(events, templates),
    invocations,
    gbSeconds: (secondsOfInvocations(events) * memoryMb) / 1024,
    queueRequests: sends + receives + emptyReceives + deletes + ownQueueRequests,
    putUnits,
    writeUnits: sum(taken.map(({ writeUnits }) => writeUnits)),
    readUnits: sum(taken.map(({ readUnits }) => readUnits)),
    logGb: (invocations * logBytes + logged) / gigabyte,
    // Of whatever answers requests: an HTTP API, another API or a load balancer.
    transferOutGb: (gatewayRequests * answerBytes) / gigabyte,
  };
}

/** What other fronts take has a price of its own. */
function requestsToHttpApis(events: readonly CloudEvent[], templates: readonly Template[]): number {
  const others = idsOf(
    templates,
    (type, { ProtocolType }) =>
      type === 'AWS::ApiGateway::RestApi' ||
      type === 'AWS::ElasticLoadBalancingV2::LoadBalancer' ||
      (type === 'AWS::ApiGatewayV2::Api' && ProtocolType === 'WEBSOCKET'),
  );
  return eventsOf(events, 'request-received').filter(({ resource }) => !others.has(resource)).length;
}

/** The latest moment that any event tells of, in milliseconds; each deployment’s clock begins at 0. */
export const lastMoment = (events: readonly CloudEvent[]): number =>
  events.reduce((latest, { at }) => Math.max(latest, at), 0);

function secondsOfInvocations(events: readonly CloudEvent[]): number {
  const began = new Map(
    eventsOf(events, 'invocation-started').map(({ invocationId, at }) => [invocationId, at]),
  );
  return (
    sum(
      eventsOf(events, 'invocation-ended').map(({ invocationId, at }) =>
        Math.max(1, at - (began.get(invocationId) ?? at)),
      ),
    ) / 1000
  );
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
