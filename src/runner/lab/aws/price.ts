import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { billOf, together } from '#content/cost/bill.ts';
import { billed, type Usage } from '#content/cost/billed.ts';
import { pricesOf } from '#content/cost/prices.ts';
import type { CloudEvent } from '#content/event.ts';
import type { Fact } from '#content/fact.ts';
import type { Template } from '#experiment/deployment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import { operationsOf } from '#experiment/operations.ts';
import { TwoPartError } from '../../call-error.ts';
import { project } from '../../project.ts';
import type { Rehearsal } from './rehearsal.ts';

/** What a run costs, at list prices: what is free each month is not taken off. */
export interface Price {
  /** Dollars an hour while a stack stands and nobody uses it. */
  hourly: number;
  /** Dollars for all of the run. */
  run: number;
  /** What is used most, in words. */
  lines: { label: string; used: number; dollars: number }[];
  /** The day of the oldest of the prices. */
  asOf: string;
}

/** What costs nothing by itself, or is billed by what is done with it. Others are refused: no price is kept for them. */
const pricedTypes = new Set([
  'AWS::ApiGateway::Deployment',
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Stage',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::CDK::Metadata',
  'AWS::DynamoDB::Table',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Kinesis::Stream',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
]);

/** Throws a TwoPartError that names all that no price is kept for. */
export function refuseUnpriced(templates: readonly Template[]): void {
  const types = templates.flatMap(({ Resources }) =>
    Object.values(Resources).flatMap(({ Type, Properties }) =>
      Type === 'AWS::ApiGatewayV2::Api' && Properties?.ProtocolType === 'WEBSOCKET'
        ? [`${Type} (WEBSOCKET)`]
        : pricedTypes.has(Type)
          ? []
          : [Type],
    ),
  );
  if (types.length === 0) return;
  throw new TwoPartError(
    `What the lab would cost on AWS is not known: no price is kept for\n${[...new Set(types)]
      .sort()
      .map((each) => `  - ${each}`)
      .join('\n')}`,
    'Run it without --target, on this machine.',
  );
}

/** Pollers that an idle queue has, and how long each of their requests waits: facts of this project's pages. */
const idle = { pollers: 5, waitSeconds: 20 };
/** How long a stack is taken to stand besides the run itself: until it is created, and until it is deleted. */
const standingHours = 0.25;
/** What an invocation writes to its log besides its own lines, and what an answer to a request weighs. */
const logBytes = 1_000;
const answerBytes = 2_000;
const gigabyte = 1e9;

/** What stands there costs in an hour, whether it is used or not. */
export function usageOfAnHour(template: Template): Usage {
  const all = Object.values(template.Resources);
  const of = (type: string) => all.filter(({ Type }) => Type === type);
  const queues = of('AWS::Lambda::EventSourceMapping').filter(({ Properties }) =>
    /queue/i.test(JSON.stringify(Properties?.EventSourceArn ?? '')),
  );
  const capacity = of('AWS::DynamoDB::Table').map(({ Properties = {} }) => {
    const { ReadCapacityUnits = 5, WriteCapacityUnits = 5 } = (Properties.ProvisionedThroughput ??
      {}) as Record<string, number>;
    // A read unit costs less than a write unit: what is not told apart is not too little.
    return Properties.BillingMode === 'PAY_PER_REQUEST'
      ? 0
      : Number(ReadCapacityUnits) + Number(WriteCapacityUnits);
  });
  return {
    shardHours: sum(
      of('AWS::Kinesis::Stream').map(({ Properties = {} }) => Number(Properties.ShardCount ?? 1)),
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
    ...templates.flatMap(({ Resources }) =>
      Object.values(Resources).map(({ Properties }) => Number(Properties?.MemorySize ?? 0)),
    ),
  );
  const logged = sum(eventsOf(events, 'log-line').map(({ line }) => line.length));
  return {
    gatewayRequests,
    invocations,
    gbSeconds: (secondsOfInvocations(events) * memoryMb) / 1024,
    queueRequests: sends + receives + emptyReceives + deletes + ownQueueRequests,
    putUnits,
    writeUnits: sum(taken.map(({ writeUnits }) => writeUnits)),
    readUnits: sum(taken.map(({ readUnits }) => readUnits)),
    logGb: (invocations * logBytes + logged) / gigabyte,
    transferOutGb: (gatewayRequests * answerBytes) / gigabyte,
  };
}

/** The price of a run: what it does, and what its stacks cost while they stand. */
export function priceOf(
  rehearsal: Rehearsal,
  /** One for each setting that is deployed. */
  templates: readonly Template[],
  factOf: (id: string) => Fact = readFact,
): Price {
  const list = pricesOf(factOf);
  const hours = rehearsal.durationSeconds / 3600 + standingHours;
  const usages = templates.map(usageOfAnHour);
  const dollarsOf = (usage: Usage) => billOf(usage, list).dollars;
  const [dearest = {}] = usages.toSorted((a, b) => dollarsOf(b) - dollarsOf(a));
  const standing = Object.fromEntries(
    Object.entries(dearest).map(([kind, used]) => [kind, used * hours * rehearsal.deployments]),
  );
  const { lines } = billOf(together(usageOfRun(rehearsal, templates), standing), list);
  const gateway = hasType(templates, 'AWS::ApiGateway::RestApi')
    ? oneOf(factOf('price-rest-api'))
    : undefined;
  const published = eventsOf(rehearsal.events, 'event-published').length;
  const charged = [
    ...lines.map(({ kind, used, dollars }) =>
      kind === 'gatewayRequests' && gateway !== undefined
        ? { label: 'requests to the APIs, at the price of a REST API', used, dollars: used * gateway }
        : { label: billed[kind].label, used, dollars },
    ),
    ...(published > 0 && hasType(templates, 'AWS::SNS::Topic')
      ? [
          {
            label: 'messages to SNS topics',
            used: published,
            dollars: published * oneOf(factOf('price-sns-publish')),
          },
        ]
      : []),
  ];
  return {
    hourly: dollarsOf(dearest),
    run: sum(charged.map(({ dollars }) => dollars)),
    lines: charged.toSorted((a, b) => b.dollars - a.dollars),
    asOf: [...Object.values(billed).map(({ price }) => factOf(price).asOf)].sort()[0] ?? '',
  };
}

const hasType = (templates: readonly Template[], type: string): boolean =>
  templates.some(({ Resources }) => Object.values(Resources).some(({ Type }) => Type === type));

/** Dollars for one, from a price per million. */
const oneOf = (fact: Fact): number => {
  const amount = /^\$(\d+(?:\.\d+)?)$/.exec(String(fact.value))?.[1];
  if (amount === undefined || fact.unit !== 'per million')
    throw new Error(`${fact.label}: ${fact.value} ${fact.unit} is no price per million.`);
  return Number(amount) / 1_000_000;
};

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

const readFact = (id: string): Fact => {
  const { asOf, ...fact } = parse(readFileSync(join(project.facts, `${id}.yaml`), 'utf8'));
  return { ...fact, asOf: asOf instanceof Date ? asOf.toISOString().slice(0, 10) : asOf };
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
