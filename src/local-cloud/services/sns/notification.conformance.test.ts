import assert from 'node:assert/strict';
import { arnOf } from '../../kernel/account.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { functionResource, queueResource } from '../../testing/templates.ts';
import { startTopic, subscription, text, topicArn } from '../../testing/topic.ts';

const behaviour = behavioursOf('SNS', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/sns/latest/dg';

behaviour(
  'a subscribed queue gets each message in an envelope of JSON',
  { source: `${guide}/sns-large-payload-raw-message-delivery.html` },
  async (t) => {
    const { publish, receive, watch } = await startTopic(t, { ToQueue: subscription('Queue') });
    const id = await publish('hello', { Subject: 'greeting', MessageAttributes: { kind: text('order') } });
    const [message] = await receive('Queue', 5);
    const envelope = JSON.parse(message?.Body ?? '');
    assert.equal(envelope.Type, 'Notification');
    assert.equal(envelope.MessageId, id);
    assert.equal(envelope.TopicArn, topicArn);
    assert.equal(envelope.Subject, 'greeting');
    assert.equal(envelope.Message, 'hello');
    assert.deepEqual(envelope.MessageAttributes, { kind: { Type: 'String', Value: 'order' } });
    assert.equal(message?.MessageAttributes, undefined);
    assert.equal(watch.of('message-enqueued', 'Queue')[0]?.cause, id);
    const [delivered] = await watch.first('event-delivered', 'Topic');
    assert.deepEqual([delivered?.eventId, delivered?.to], [id, 'Queue']);
  },
);

behaviour(
  'with raw message delivery a queue gets the message as it was published, its attributes as message attributes',
  { source: `${guide}/sns-large-payload-raw-message-delivery.html` },
  async (t) => {
    const { publish, receive } = await startTopic(t, {
      ToQueue: subscription('Queue', { RawMessageDelivery: true }),
    });
    await publish('hello', { MessageAttributes: { kind: text('order') } });
    const [message] = await receive('Queue', 5);
    assert.equal(message?.Body, 'hello');
    assert.equal(message?.MessageAttributes?.kind?.StringValue, 'order');
  },
);

behaviour(
  'a raw message with more than ten attributes is a client error: it is not tried again and goes to the dead-letter queue',
  { source: `${guide}/sns-large-payload-raw-message-delivery.html` },
  async (t) => {
    const { publish, watch } = await startTopic(t, {
      ToQueue: subscription('Queue', {
        RawMessageDelivery: true,
        RedrivePolicy: { deadLetterTargetArn: arnOf('sqs', 'Test-Dlq') },
      }),
    });
    const names = Array.from({ length: 11 }, (_, index) => `a${index}`);
    await publish('hello', { MessageAttributes: Object.fromEntries(names.map((name) => [name, text('x')])) });
    await watch.first('event-given-up', 'Topic');
    assert.deepEqual(watch.of('event-retried'), []);
    assert.deepEqual(watch.of('message-enqueued', 'Queue'), []);
  },
);

behaviour(
  'a subscribed function is invoked asynchronously with one record per message',
  { source: 'https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html' },
  async (t) => {
    const { publish, watch } = await startTopic(t, {
      Function: functionResource('exports.handler = async (event) => console.log(JSON.stringify(event));'),
      ToFunction: subscription('Function'),
    });
    const id = await publish('hello', { MessageAttributes: { kind: text('order') } });
    const [line] = await watch.first('log-line', 'Function');
    const { Records } = JSON.parse(line?.line ?? '');
    assert.equal(Records.length, 1);
    assert.equal(Records[0].EventSource, 'aws:sns');
    assert.ok(Records[0].EventSubscriptionArn.startsWith(`${topicArn}:`));
    assert.equal(Records[0].Sns.MessageId, id);
    assert.equal(Records[0].Sns.Message, 'hello');
    assert.equal(Records[0].Sns.Subject, null);
    assert.deepEqual(Records[0].Sns.MessageAttributes, { kind: { Type: 'String', Value: 'order' } });
    assert.equal(watch.of('invocation-started')[0]?.trigger, 'sns');
  },
);

behaviour(
  'a topic delivers each message to every subscription',
  { source: `${guide}/sns-common-scenarios.html` },
  async (t) => {
    const { publish, watch } = await startTopic(t, {
      Other: queueResource(),
      ToQueue: subscription('Queue'),
      ToOther: subscription('Queue', { Endpoint: { 'Fn::GetAtt': ['Other', 'Arn'] } }),
    });
    await publish('hello');
    const delivered = await watch.first('event-delivered', 'Topic', 2);
    assert.deepEqual(delivered.map((each) => each.to).sort(), ['Other', 'Queue']);
  },
);
