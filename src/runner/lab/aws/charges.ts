import type { Template } from '#experiment/deployment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import type { Charge, RehearsedRun } from './charge.ts';
import { chargesByHour } from './charges-by-hour.ts';
import { idsOf } from './resources.ts';
import { answerBytes, gigabyte, lastMoment } from './usage.ts';

/** The bus that every account has: nobody deploys it. */
const defaultBus = 'default';

/** What is billed by what is done. Where a page of AWS bills by size, what labs send is one such unit: it is small. */
const chargesByUse: Charge[] = [
  {
    label: 'requests to REST APIs',
    price: 'price-rest-api',
    inRun: ({ events, templates }) =>
      at(eventsOf(events, 'request-received'), templates, 'AWS::ApiGateway::RestApi'),
  },
  {
    label: 'messages to SNS topics',
    price: 'price-sns-publish',
    inRun: ({ events, templates }) => at(eventsOf(events, 'event-published'), templates, 'AWS::SNS::Topic'),
  },
  {
    label: 'events put on event buses',
    price: 'price-eventbridge-events',
    // A rule with a schedule makes an event of its own: taken to be billed like one, which is not too little.
    inRun: ({ events, templates }) =>
      at(eventsOf(events, 'event-published'), templates, 'AWS::Events::EventBus', 'AWS::Events::Rule') +
      eventsOf(events, 'event-published').filter(({ resource }) => resource === defaultBus).length,
  },
  {
    label: 'GB taken into event archives',
    price: 'price-eventbridge-archive-gb',
    inRun: ({ events }) => (eventsOf(events, 'event-archived').length * answerBytes) / gigabyte,
  },
  {
    label: 'events replayed from archives',
    price: 'price-eventbridge-replay',
    inRun: ({ events }) => eventsOf(events, 'event-replayed').length,
  },
  {
    label: 'state transitions of Step Functions',
    price: 'price-step-functions-transition',
    inRun: ({ events }) =>
      eventsOf(events, 'state-entered').length + eventsOf(events, 'state-retried').length,
  },
  {
    label: 'requests that write to S3 or list it',
    price: 'price-s3-writes',
    // What the experiment asks for itself is counted where it is sent, and all of it as the dearest.
    inRun: ({ events, ownObjectRequests }) =>
      eventsOf(events, 'object-written').filter(
        ({ change, invocationId }) => change === 'created' && invocationId !== undefined,
      ).length + ownObjectRequests,
  },
  {
    label: 'requests that read from S3',
    price: 'price-s3-reads',
    // No event tells of a read: each invocation is taken to read one object.
    inRun: ({ events, templates }) =>
      idsOf(templates, (type) => type === 'AWS::S3::Bucket').size === 0
        ? 0
        : eventsOf(events, 'invocation-started').length,
  },
  {
    label: 'messages of WebSocket APIs',
    price: 'price-websocket-messages',
    // No event tells of what is sent to clients: each invocation is taken to tell all that are connected at most.
    inRun: ({ events, templates }) =>
      eventsOf(events, 'request-received').filter(({ resource }) => socketsOf(templates).has(resource))
        .length +
      eventsOf(events, 'invocation-started').length * mostConnected(events),
  },
  {
    label: 'minutes of connections to WebSocket APIs',
    price: 'price-websocket-minutes',
    inRun: ({ events }) => connectionMinutes(events),
  },
];

/** All of them. */
export const charges: readonly Charge[] = [...chargesByUse, ...chargesByHour];

/** How many events happened to resources of these types. */
const at = (
  events: readonly { resource: string }[],
  templates: readonly Template[],
  ...types: string[]
): number => {
  const ids = idsOf(templates, (type) => types.includes(type));
  return events.filter(({ resource }) => ids.has(resource)).length;
};

const socketsOf = (templates: readonly Template[]) =>
  idsOf(
    templates,
    (type, { ProtocolType }) => type === 'AWS::ApiGatewayV2::Api' && ProtocolType === 'WEBSOCKET',
  );

/** The most connections that were open at a time. */
function mostConnected(events: RehearsedRun['events']): number {
  let [open, most] = [0, 0];
  for (const { type } of events) {
    if (type === 'connection-opened') open += 1;
    if (type === 'connection-closed') open -= 1;
    most = Math.max(most, open);
  }
  return most;
}

/** Minutes of all connections, each minute that has begun; one that nobody closed is open until the last event. */
function connectionMinutes(events: RehearsedRun['events']): number {
  const closed = new Map(
    eventsOf(events, 'connection-closed').map(({ connectionId, at: moment }) => [connectionId, moment]),
  );
  const end = lastMoment(events);
  return eventsOf(events, 'connection-opened').reduce(
    (minutes, { connectionId, at: opened }) =>
      minutes + Math.ceil(((closed.get(connectionId) ?? end) - opened) / 60_000),
    0,
  );
}
