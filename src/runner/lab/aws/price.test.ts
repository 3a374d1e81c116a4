import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CloudEvent } from '#content/event.ts';
import { priceOf } from './price.ts';
import { factOf, rehearsed, template } from './testing/hand-prices.ts';
import { usageOfAnHour } from './usage.ts';

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

/*
 * A million requests, from a hundred: 1.00 gateway + 0.20 invocations + 1,000,000 × 0.2 s × 0.125 GB × $0.0000166667 = 0.416668,
 * 0.625 writes, 1 GB of logs 0.50, 2 GB out 0.18: 2.921668.
 */
test('a run costs what one calculates by hand from its events', () => {
  const { run, hourly, asOf } = priceOf(rehearsed(requests(100)), [template({})], factOf);
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
  const { run } = priceOf(rehearsed([...requests(100), published]), [stack], factOf);
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
  const { hourly, run } = priceOf(rehearsed([], { deployments: 4 }), [stack, template({})], factOf);
  assert.equal(hourly.toFixed(5), '0.03686');
  assert.equal(run.toFixed(5), hourly.toFixed(5), 'four stacks, a quarter of an hour each');
});
