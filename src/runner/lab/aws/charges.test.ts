import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CloudEvent } from '#content/event.ts';
import type { Template } from '#experiment/deployment.ts';
import { priceOf } from './price.ts';
import type { Rehearsal } from './rehearsal.ts';
import { factOf, rehearsed, template } from './testing/hand-prices.ts';

/** The lines of a run's bill, in dollars by what is billed. */
const bill = (rehearsal: Rehearsal, stack: Template): Record<string, string> =>
  Object.fromEntries(
    priceOf(rehearsal, [stack], factOf).lines.map(({ label, dollars }) => [label, dollars.toFixed(9)]),
  );

const many = (count: number, event: (index: number) => object): CloudEvent[] =>
  Array.from({ length: count }, (_, index) => event(index) as CloudEvent);

/* 1,000 events on the bus and 3 on the account's own, $1.00 a million; 1,000 × 2,000 bytes at $0.10 a GB; 400 again, $1.00 a million. */
test('events are billed when they are put, kept and replayed', () => {
  const events = [
    ...many(1000, (index) => ({ type: 'event-published', resource: 'Bus', at: 0, eventId: `${index}` })),
    ...many(3, (index) => ({ type: 'event-published', resource: 'default', at: 0, eventId: `${index}` })),
    ...many(5, (index) => ({ type: 'event-published', resource: 'Topic', at: 0, eventId: `${index}` })),
    ...many(1000, (index) => ({ type: 'event-archived', resource: 'Archive', at: 0, eventId: `${index}` })),
    ...many(400, (index) => ({ type: 'event-replayed', resource: 'Archive', at: 0, eventId: `${index}` })),
  ];
  const stack = template({ Bus: { Type: 'AWS::Events::EventBus' }, Topic: { Type: 'AWS::SNS::Topic' } });
  assert.deepEqual(bill(rehearsed(events), stack), {
    'events put on event buses': '0.001003000',
    'events replayed from archives': '0.000400000',
    'GB taken into event archives': '0.000200000',
    'messages to SNS topics': '0.000002500',
  });
});

/* 40 steps and 2 retries: 42 × $0.025 / 1,000. */
test('each step of a state machine is billed, and each retry', () => {
  const happened = (type: string) => () => ({ type, resource: 'Saga', at: 0, executionId: 'e', state: 's' });
  const events = [...many(40, happened('state-entered')), ...many(2, happened('state-retried'))];
  const stack = template({ Saga: { Type: 'AWS::StepFunctions::StateMachine' } });
  assert.deepEqual(bill(rehearsed(events), stack), {
    'state transitions of Step Functions': '0.001050000',
  });
});

/* 10 objects that functions wrote and 30 requests of the experiment: 40 × $0.005 / 1,000. 20 invocations: 20 × $0.0004 / 1,000. */
test('objects are billed by requests: what functions write, what they may read, what the experiment asks for', () => {
  const written = { type: 'object-written', resource: 'Files', at: 0, key: 'k' };
  const events = [
    ...many(10, (index) => ({ ...written, change: 'created', invocationId: `${index}` })),
    ...many(7, () => ({ ...written, change: 'created' })),
    ...many(4, (index) => ({ ...written, change: 'removed', invocationId: `${index}` })),
    ...many(20, (index) => ({
      ...{ type: 'invocation-started', resource: 'Make', at: 0, invocationId: `${index}`, trigger: 's3' },
      ...{ causes: [], coldStart: false, environmentId: 'e' },
    })),
  ];
  const lines = bill(
    rehearsed(events, { ownObjectRequests: 30 }),
    template({ Files: { Type: 'AWS::S3::Bucket' } }),
  );
  assert.equal(lines['requests that write to S3 or list it'], '0.000200000');
  assert.equal(lines['requests that read from S3'], '0.000008000');
});

/*
 * 5 messages in, and 3 invocations that may each tell 2 connections: 11 × $1.00 a million. One connection of 90 s, two minutes,
 * and one of 120 s until the last event: 4 × $0.25 a million.
 */
test('a WebSocket API is billed by messages and by the minutes of its connections', () => {
  const opened = (connectionId: string, at: number) => ({
    ...{ type: 'connection-opened', resource: 'Sockets', at, connectionId },
  });
  const events = [
    opened('a', 0),
    opened('b', 10_000),
    ...many(5, (index) => ({
      ...{ type: 'request-received', resource: 'Sockets', at: 20_000, requestId: `${index}` },
      ...{ method: 'tell', path: '/live' },
    })),
    ...many(3, (index) => ({
      ...{ type: 'invocation-started', resource: 'Tell', at: 20_000, invocationId: `${index}` },
      ...{ trigger: 'sqs', causes: [], coldStart: false, environmentId: 'e' },
    })),
    { type: 'connection-closed', resource: 'Sockets', at: 90_000, connectionId: 'a', reason: '' },
    { type: 'log-line', resource: 'Tell', at: 130_000, stream: 'stdout', line: '' },
  ] as CloudEvent[];
  const lines = bill(
    rehearsed(events),
    template({ Sockets: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'WEBSOCKET' } } }),
  );
  assert.equal(lines['messages of WebSocket APIs'], '0.000011000');
  assert.equal(lines['minutes of connections to WebSocket APIs'], '0.000001000');
  assert.equal(lines['requests to the HTTP API'], undefined);
});

/*
 * An hour: $0.0225 and two addresses at $0.005. Half an hour and a quarter of two stacks: two started hours $0.045, and 2 × 2 × 0.75
 * hours of an address $0.015. 9,000 requests: 0.1 units as connections, 0.045 as 18 MB, 0.0075 as rules: 0.1 × $0.008.
 */
test('a load balancer is billed by the started hour, its addresses by the hour, and what it takes by the dearest dimension', () => {
  const stack = template({
    Balancer: {
      Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      Properties: { Scheme: 'internet-facing', Subnets: [{ Ref: 'A' }, { Ref: 'B' }] },
    },
    ...Object.fromEntries(
      ['Price', 'Stock', 'Reviews'].map((name) => [
        name,
        { Type: 'AWS::ElasticLoadBalancingV2::ListenerRule' },
      ]),
    ),
  });
  const events = many(9000, (index) => ({
    ...{ type: 'request-received', resource: 'Balancer', at: 0, requestId: `${index}` },
    ...{ method: 'GET', path: '/' },
  }));
  assert.equal(priceOf(rehearsed([]), [stack], factOf).hourly.toFixed(4), '0.0325');
  const lines = bill(rehearsed(events, { durationSeconds: 1800, deployments: 2 }), stack);
  assert.deepEqual(
    [
      lines['started hours of a load balancer'],
      lines['hours of a public IPv4 address'],
      lines['hours of a load balancer’s capacity unit (LCU)'],
      lines['requests to the HTTP API'],
    ],
    ['0.045000000', '0.015000000', '0.000800000', undefined],
  );
});

/*
 * Two tasks of a quarter of a vCPU and half a GB, each with an address: an hour is 2 × (0.25 × 0.04048 + 0.5 × 0.004445 + 0.005) =
 * 2 × 0.0173425 = $0.034685. An hour's run stands 1.25 hours: 0.04335625. It had two tasks all the time, one for half an hour and one
 * for ten seconds, which count as a minute: 31 / 60 of an hour more, 0.00896029.
 */
test('containers are billed while their tasks stand, and for those that a run adds', () => {
  const stack = template({
    Task: { Type: 'AWS::ECS::TaskDefinition', Properties: { Cpu: '256', Memory: '512' } },
    Workers: {
      Type: 'AWS::ECS::Service',
      Properties: {
        ...{ LaunchType: 'FARGATE', DesiredCount: 2, TaskDefinition: { Ref: 'Task' } },
        NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'ENABLED' } },
      },
    },
  });
  const task = (taskId: string, from: number, to: number) =>
    [
      { type: 'task-changed', resource: 'Workers', at: from * 1000, taskId, status: 'PENDING' },
      { type: 'task-changed', resource: 'Workers', at: from * 1000 + 500, taskId, status: 'RUNNING' },
      { type: 'task-changed', resource: 'Workers', at: to * 1000, taskId, status: 'STOPPED' },
    ] as CloudEvent[];
  const two = [...task('a', 0, 3600), ...task('b', 0, 3600)];
  const costs = (events: CloudEvent[]) =>
    priceOf(rehearsed(events, { durationSeconds: 3600 }), [stack], factOf);
  assert.equal(costs([]).hourly.toFixed(6), '0.034685');
  assert.equal(costs(two).run.toFixed(8), '0.04335625');
  assert.equal(costs(task('a', 0, 60)).run.toFixed(8), '0.04335625', 'less than stands there saves nothing');
  const more = costs([...two, ...task('c', 600, 2400), ...task('d', 0, 10)]);
  assert.equal((more.run - costs(two).run).toFixed(8), '0.00896029');
});

/* One metric and two of an expression: 3 × $0.10 / 720 hours. */
test('an alarm is billed by the hour, for each metric that it looks at', () => {
  const stack = template({
    Late: { Type: 'AWS::CloudWatch::Alarm', Properties: { MetricName: 'Age' } },
    Backlog: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: { Metrics: [{ Expression: 'a / b' }, { MetricStat: {} }, { MetricStat: {} }] },
    },
  });
  assert.equal(priceOf(rehearsed([]), [stack], factOf).hourly.toFixed(8), '0.00041667');
});
