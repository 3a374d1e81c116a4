import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CloudEvent } from '#content/event.ts';
import type { Fact } from '#content/fact.ts';
import type { Template } from '#experiment/deployment.ts';
import { priceOf, refuseUnpriced, usageOfAnHour } from './price.ts';
import type { Rehearsal } from './rehearsal.ts';

/* Prices of this file are written out: what is calculated by hand must not follow the facts. */
const dollars: Record<string, [value: string | number, unit?: string]> = {
  'price-http-api': ['$1.00', 'per million'],
  'price-rest-api': ['$3.50', 'per million'],
  'price-lambda-requests': ['$0.20', 'per million'],
  'price-lambda-gb-second': ['$0.0000166667', 'per GB-second'],
  'price-sqs-requests': ['$0.40', 'per million'],
  'price-sns-publish': ['$0.50', 'per million'],
  'price-kinesis-put-units': ['$0.014', 'per million'],
  'price-kinesis-shard-hour': ['$0.015', 'per hour'],
  'price-dynamodb-writes': ['$0.625', 'per million'],
  'price-dynamodb-reads': ['$0.125', 'per million'],
  'price-dynamodb-write-unit-hour': ['$0.00065', 'per hour'],
  'price-logs-gb': ['$0.50', 'per GB'],
  'price-transfer-out-gb': ['$0.09', 'per GB'],
  'price-free-lambda-requests': [1_000_000],
  'price-free-lambda-gb-seconds': [400_000],
  'price-free-sqs-requests': [1_000_000],
};
const factOf = (id: string) => {
  const [value, unit] = dollars[id] ?? assert.fail(id);
  return { value, unit, asOf: id === 'price-http-api' ? '2026-11-01' : '2026-11-21' } as Fact;
};

const template = (
  types: Record<string, { Type: string; Properties?: Record<string, unknown> }>,
): Template => ({
  Resources: types,
});

const requests = (count: number): CloudEvent[] =>
  Array.from({ length: count }, (_, index) => [
    {
      type: 'request-received',
      resource: 'Api',
      at: index,
      requestId: `${index}`,
      method: 'POST',
      path: '/',
    },
    {
      ...{ type: 'invocation-started', resource: 'Place', at: 0, invocationId: `${index}`, trigger: 'http' },
      ...{ causes: [], coldStart: false, environmentId: 'e' },
    },
    { type: 'invocation-ended', resource: 'Place', at: 200, invocationId: `${index}`, outcome: 'done' },
    {
      type: 'capacity-consumed',
      resource: 'Orders',
      at: 1,
      operation: 'PutItem',
      readUnits: 0,
      writeUnits: 1,
    },
  ]).flat() as CloudEvent[];

const rehearsal = (events: CloudEvent[], deployments = 1): Rehearsal => ({
  ...{ events, deployments, ownQueueRequests: 0, durationSeconds: 0 },
  outcome: undefined as never,
});

/*
 * A million requests, from a hundred: 1.00 gateway + 0.20 invocations + 1,000,000 × 0.2 s × 0.125 GB × $0.0000166667 = 0.416668,
 * 0.625 writes, 1 GB of logs 0.50, 2 GB out 0.18: 2.921668.
 */
test('a run costs what one calculates by hand from its events', () => {
  const { run, hourly, asOf } = priceOf(rehearsal(requests(100)), [template({})], factOf);
  assert.equal((run * 10_000).toFixed(4), '2.9217');
  assert.equal(hourly, 0);
  assert.equal(asOf, '2026-11-01', 'the oldest price');
});

test('a REST API makes its requests dearer, and messages to a topic count', () => {
  const stack = template({
    Api: { Type: 'AWS::ApiGateway::RestApi' },
    Topic: { Type: 'AWS::SNS::Topic' },
  });
  const published = { type: 'event-published', resource: 'Topic', at: 0, eventId: 'e' } as CloudEvent;
  const { run } = priceOf(rehearsal([...requests(100), published]), [stack], factOf);
  assert.equal((run * 10_000).toFixed(4), '5.4267', '2.921668 + 2.50 + 0.005');
});

/* Two shards: $0.03 an hour. Five pollers that ask every 20 s: 900 requests. Ten units of a table: $0.0065. */
test('what stands there costs something every hour, once for each stack', () => {
  const stack = template({
    Stream: { Type: 'AWS::Kinesis::Stream', Properties: { ShardCount: 2 } },
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { EventSourceArn: { 'Fn::GetAtt': ['OrderQueue', 'Arn'] } },
    },
    Fixed: {
      Type: 'AWS::DynamoDB::Table',
      Properties: { ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 } },
    },
    Orders: { Type: 'AWS::DynamoDB::Table', Properties: { BillingMode: 'PAY_PER_REQUEST' } },
  });
  assert.deepEqual(usageOfAnHour(stack), { shardHours: 2, writeUnitHours: 10, queueRequests: 900 });
  const { hourly, run } = priceOf(rehearsal([], 4), [stack, template({})], factOf);
  assert.equal(hourly.toFixed(5), '0.03686');
  assert.equal(run.toFixed(5), hourly.toFixed(5), 'four stacks, a quarter of an hour each');
});

test('what no price is kept for is refused, all of it', () => {
  const stack = template({
    Orders: { Type: 'AWS::DynamoDB::Table' },
    Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer' },
    Sockets: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'WEBSOCKET' } },
  });
  assert.throws(
    () => refuseUnpriced([stack]),
    /no price is kept for\n {2}- AWS::ApiGatewayV2::Api \(WEBSOCKET\)\n {2}- AWS::ElasticLoadBalancingV2::LoadBalancer\n/,
  );
  refuseUnpriced([template({ Orders: { Type: 'AWS::DynamoDB::Table' } })]);
});
