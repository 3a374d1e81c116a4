import assert from 'node:assert/strict';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { behavioursOf } from '../../testing/behaviour.ts';
import { attributeOf, rule, startBus, toQueue } from '../../testing/event-bus.ts';
import { functionResource, queueResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('EventBridge', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/eventbridge/latest/userguide';
const reference = 'https://docs.aws.amazon.com/eventbridge/latest/APIReference';

const toFifo = { Arn: attributeOf('Fifo', 'Arn'), SqsParameters: { MessageGroupId: 'orders' } };

behaviour(
  'a rule’s function is invoked asynchronously with the event',
  { source: `${guide}/eb-targets.html` },
  async (t) => {
    const { put, watch } = await startBus(t, {
      Function: functionResource(
        'exports.handler = async (event) => console.log(JSON.stringify(event.detail));',
      ),
      Rule: rule({ Arn: attributeOf('Function', 'Arn') }),
    });
    await put({});
    const [line] = await watch.first('log-line', 'Function');
    assert.equal(line?.line, '{"total":12}');
    assert.equal(watch.of('invocation-started')[0]?.trigger, 'eventbridge');
  },
);

const inputs: { what: string; target: Record<string, unknown>; gets: unknown }[] = [
  { what: 'a fixed input', target: { Input: '{"fixed":true}' }, gets: { fixed: true } },
  { what: 'a part of the event by its path', target: { InputPath: '$.detail' }, gets: { total: 12 } },
  {
    what: 'a transformed event',
    target: {
      InputTransformer: {
        InputPathsMap: { total: '$.detail.total', from: '$.source', none: '$.detail.none' },
        InputTemplate:
          '{"total": <total>, "from": <from>, "text": "from <from>: <total>", "rule": <aws.events.rule-name>}',
      },
    },
    gets: { total: 12, from: 'shop', text: 'from shop: 12', rule: 'Test-Rule' },
  },
  {
    what: 'a text made of the event',
    target: {
      InputTransformer: { InputPathsMap: { total: '$.detail.total' }, InputTemplate: '"total <total>"' },
    },
    gets: 'total 12',
  },
  { what: 'a fixed text', target: { Input: '"hello"' }, gets: 'hello' },
  { what: 'a part of the event that is a text', target: { InputPath: '$.source' }, gets: 'shop' },
];

behaviour(
  'a function gets a text as a JSON value, without the quotes that a queue gets',
  { source: `${guide}/eb-transform-target-input.html` },
  async (t) => {
    const { put, watch } = await startBus(t, {
      Function: functionResource('exports.handler = async (event) => console.log(event);'),
      Rule: rule({ Arn: attributeOf('Function', 'Arn'), Input: '"hello"' }),
    });
    await put({});
    const [line] = await watch.first('log-line', 'Function');
    assert.equal(line?.line, 'hello');
  },
);

for (const { what, target, gets } of inputs) {
  behaviour(`a target can get ${what}`, { source: `${guide}/eb-transform-target-input.html` }, async (t) => {
    const { put, receive } = await startBus(t, { Rule: rule({ ...toQueue, ...target }) });
    await put({});
    const [message] = await receive('Queue', 5);
    // A text is a JSON text to a queue, quotes included.
    assert.equal(message?.Body, JSON.stringify(gets));
  });
}

behaviour(
  'a FIFO queue gets its events in the message group that the rule names',
  { source: `${guide}/eb-targets.html` },
  async (t) => {
    const { put, watch } = await startBus(t, {
      Fifo: queueResource({ FifoQueue: true, ContentBasedDeduplication: true }),
      Rule: rule(toFifo),
    });
    await put({}, {});
    await watch.first('message-enqueued', 'Fifo', 2);
  },
);

behaviour(
  'a FIFO queue has to deduplicate by content: without it no event comes, and with it an input that is the same is one message',
  { source: `${reference}/API_Target.html` },
  async (t) => {
    const without = await startBus(t, { Fifo: queueResource({ FifoQueue: true }), Rule: rule(toFifo) });
    await without.put({});
    const [givenUp] = await without.watch.first('event-given-up', 'Rule');
    assert.match(givenUp?.reason ?? '', /^InvalidParameterValue: .*ContentBasedDeduplication/);
    const { put, watch } = await startBus(t, {
      Fifo: queueResource({ FifoQueue: true, ContentBasedDeduplication: true }),
      Rule: rule({ ...toFifo, Input: '"the same"' }),
    });
    await put({}, {});
    await watch.first('event-delivered', 'Rule', 2);
    assert.equal(watch.of('message-enqueued', 'Fifo').length, 1);
  },
);

behaviour(
  'a standard queue gets its events in the message group that the rule names, which makes it fair',
  { source: `${reference}/API_SqsParameters.html` },
  async (t) => {
    const { put, sqs, cloud } = await startBus(t, {
      Rule: rule({ ...toQueue, SqsParameters: { MessageGroupId: 'tenant' } }),
    });
    await put({});
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: cloud.outputs.Queue,
        MessageSystemAttributeNames: ['All'],
        WaitTimeSeconds: 5,
      }),
    );
    assert.equal(Messages?.[0]?.Attributes?.MessageGroupId, 'tenant');
  },
);

behaviour(
  'a transformed event can tell when the bus received it, whatever time it was put with',
  { source: `${guide}/eb-transform-target-input.html` },
  async (t) => {
    const { put, receiveBody } = await startBus(t, {
      Rule: rule({
        ...toQueue,
        InputTransformer: {
          InputPathsMap: { time: '$.time' },
          InputTemplate: '{"time": <time>, "received": <aws.events.event.ingestion-time>}',
        },
      }),
    });
    await put({ Time: new Date('2020-01-02T03:04:05Z') });
    const { time, received } = await receiveBody();
    assert.equal(time, '2020-01-02T03:04:05Z');
    assert.match(received, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.ok(received > time);
  },
);

behaviour(
  'a rule can hand its events to a topic and to another bus',
  { source: `${guide}/eb-targets.html` },
  async (t) => {
    const { put, watch } = await startBus(t, {
      Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
      Other: { Type: 'AWS::Events::EventBus', Properties: { Name: 'other' } },
      ToTopic: rule({ Arn: { Ref: 'Topic' } }),
      ToBus: rule({ Arn: attributeOf('Other', 'Arn') }),
      FromBus: rule(toQueue, { EventBusName: { Ref: 'Other' } }),
    });
    await put({});
    const [published] = await watch.first('event-published', 'Topic');
    assert.equal(published?.cause, watch.of('event-published', 'Bus')[0]?.eventId);
    await watch.first('event-published', 'Other');
    await watch.first('event-delivered', 'FromBus');
  },
);

behaviour(
  'an event that came from another bus is not handed on to a third',
  { source: `${guide}/eb-bus-to-bus.html` },
  async (t) => {
    const bus = (Name: string) => ({ Type: 'AWS::Events::EventBus', Properties: { Name } });
    const { put, watch } = await startBus(t, {
      Second: bus('second'),
      Third: bus('third'),
      ToSecond: rule({ Arn: attributeOf('Second', 'Arn') }),
      ToThird: rule({ Arn: attributeOf('Third', 'Arn') }, { EventBusName: { Ref: 'Second' } }),
      ToQueue: rule(toQueue, { EventBusName: { Ref: 'Second' } }),
    });
    await put({});
    await watch.first('event-delivered', 'ToQueue');
    assert.deepEqual(watch.of('event-published', 'Third'), []);
  },
);
