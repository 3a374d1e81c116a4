import assert from 'node:assert/strict';
import { PublishCommand } from '@aws-sdk/client-sns';
import { arnOf } from '../../kernel/account.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { attributeOf, rule, startBus, toQueue } from '../../testing/event-bus.ts';
import { functionResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('EventBridge', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/eventbridge/latest/userguide';

behaviour(
  'an event that matches a rule’s pattern reaches the rule’s queue as JSON',
  { source: `${guide}/eb-events.html` },
  async (t) => {
    const { put, receiveBody, watch } = await startBus(t, { Rule: rule(toQueue) });
    const { Entries = [], FailedEntryCount } = await put({
      Resources: ['arn:x'],
      Time: new Date('2026-11-21T01:02:03.456Z'),
    });
    assert.equal(FailedEntryCount, 0);
    assert.deepEqual(await receiveBody(), {
      version: '0',
      id: Entries[0]?.EventId,
      'detail-type': 'order',
      source: 'shop',
      account: '000000000000',
      time: '2026-11-21T01:02:03Z',
      region: 'us-east-1',
      resources: ['arn:x'],
      detail: { total: 12 },
    });
    const [delivered] = await watch.first('event-delivered', 'Rule');
    assert.deepEqual([delivered?.eventId, delivered?.to], [Entries[0]?.EventId, 'Queue']);
  },
);

behaviour(
  'a function can put events through the SDK',
  { source: 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html' },
  async (t) => {
    const { watch, sns } = await startBus(t, {
      Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
      Function: functionResource(`
        const { EventBridgeClient, PutEventsCommand } = require('@aws-sdk/client-eventbridge');
        const client = new EventBridgeClient();
        exports.handler = () => client.send(new PutEventsCommand({
          Entries: [{ EventBusName: 'orders', Source: 'shop', DetailType: 'order', Detail: '{}' }],
        }));`),
      Subscription: {
        Type: 'AWS::SNS::Subscription',
        Properties: {
          TopicArn: { Ref: 'Topic' },
          Protocol: 'lambda',
          Endpoint: attributeOf('Function', 'Arn'),
        },
      },
      Rule: rule(toQueue),
    });
    await sns.send(new PublishCommand({ TopicArn: arnOf('sns', 'Test-Topic'), Message: 'go' }));
    const [published] = await watch.first('event-published', 'Bus');
    assert.equal(published?.invocationId, watch.of('invocation-started')[0]?.invocationId);
    await watch.first('message-enqueued', 'Queue');
  },
);

behaviour(
  'an event for a bus that does not exist is answered with success and lost',
  { source: `${guide}/eb-putevents.html` },
  async (t) => {
    const { put, watch } = await startBus(t, { Rule: rule(toQueue) });
    const { FailedEntryCount, Entries = [] } = await put({ EventBusName: 'nowhere' });
    assert.equal(FailedEntryCount, 0);
    assert.ok(Entries[0]?.EventId);
    assert.deepEqual(watch.of('event-published'), []);
  },
);

behaviour(
  'of several entries each is taken or refused on its own, in the order of the request',
  { source: 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html' },
  async (t) => {
    const { put } = await startBus(t, {});
    const { FailedEntryCount, Entries = [] } = await put(
      {},
      { Detail: 'no JSON' },
      { Source: '' },
      { Source: 'aws.s3' },
      { DetailType: 'x'.repeat(129) },
      { DetailType: 'x'.repeat(128) },
    );
    assert.equal(FailedEntryCount, 4);
    assert.deepEqual(
      Entries.map((each) => each.ErrorCode),
      [
        undefined,
        'MalformedDetail',
        'InvalidArgument',
        'NotAuthorizedForSourceException',
        'InvalidArgument',
        undefined,
      ],
    );
  },
);

behaviour(
  'events for a global endpoint are refused by its id, none is taken, and they are to name a bus',
  {
    source: 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html',
    fidelity: 'differs',
    note: 'On AWS they go to the Region that is healthy.',
  },
  async (t) => {
    const { cloud, watch } = await startBus(t, {});
    // The SDK's client signs these in a way of their own, for which it needs another package.
    const answer = await fetch(cloud.endpoints.eventbridge, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSEvents.PutEvents' },
      body: JSON.stringify({
        EndpointId: 'abcde.veo',
        Entries: [{ EventBusName: 'orders', Source: 'shop', DetailType: 'order', Detail: '{}' }],
      }),
    });
    assert.equal(answer.status, 400);
    const { __type, message } = (await answer.json()) as Record<string, string>;
    assert.equal(__type, 'ValidationException');
    assert.match(message ?? '', /^EndpointId abcde\.veo is not emulated .*name a bus .* in EventBusName\.$/);
    assert.deepEqual(watch.of('event-published'), []);
  },
);

behaviour(
  'a request takes at most 10 entries and 1 MB',
  { source: `${guide}/eb-putevents.html` },
  async (t) => {
    const { put } = await startBus(t, {});
    await assert.rejects(put(...Array.from({ length: 11 }, () => ({}))), { name: 'ValidationException' });
    const detail = (bytes: number) => ({ Detail: `{"x":"${'x'.repeat(bytes - 8)}"}` });
    const fixed = 'shop'.length + 'order'.length;
    assert.equal((await put(detail(1_048_576 - fixed))).FailedEntryCount, 0);
    await assert.rejects(put(detail(1_048_577 - fixed)), /over the limit/);
    await assert.rejects(put(detail(600_000), detail(600_000)), /over the limit/);
  },
);
