import assert from 'node:assert/strict';
import { DeleteQueueCommand } from '@aws-sdk/client-sqs';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startTopic, subscription } from '../../testing/topic.ts';
import { snsRetryDelaysSeconds } from './delivery-policy.ts';

const behaviour = behavioursOf('SNS', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/sns/latest/dg';

behaviour(
  'when a subscribed queue fails, delivery is tried again: three times at once, then a second apart, then with back-off',
  {
    source: `${guide}/sns-message-delivery-retries.html`,
    fidelity: 'modelled',
    note: 'Waits are scaled by timeScale, and AWS’s jitter is left out.',
  },
  async (t) => {
    const { cloud, publish, watch, receive } = await startTopic(
      t,
      { ToQueue: subscription('Queue') },
      { timeScale: 0.05 },
    );
    cloud.faults.inject({ resource: 'Queue', fault: 'fail', times: 6 });
    const id = await publish('hello');
    const [delivered] = await watch.first('event-delivered', 'Topic');
    assert.equal(delivered?.eventId, id);
    const retried = watch.of('event-retried', 'Topic');
    assert.deepEqual(
      retried.map((each) => each.attempt),
      [2, 3, 4, 5, 6, 7],
    );
    const waits = retried.map((each, index) => each.at - (retried[index - 1]?.at ?? retried[0]?.at ?? 0));
    // A busy machine makes a wait longer, never shorter: 50 ms stand for a second.
    assert.ok(
      waits.slice(3).every((wait) => wait >= 45),
      waits.join(),
    );
    assert.deepEqual([...snsRetryDelaysSeconds().take(6)], [0, 0, 0, 1, 1, 1]);
    assert.equal((await receive('Queue')).length, 1);
  },
);

behaviour(
  'when the endpoint is gone, nothing is tried again: the message goes to the subscription’s dead-letter queue',
  { source: `${guide}/sns-dead-letter-queues.html` },
  async (t) => {
    const { cloud, sqs, publish, watch, receive } = await startTopic(t, {
      ToQueue: subscription('Queue', {
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dlq', 'Arn'] } },
      }),
    });
    await sqs.send(new DeleteQueueCommand({ QueueUrl: cloud.outputs.Queue }));
    const id = await publish('hello');
    const [givenUp] = await watch.first('event-given-up', 'Topic');
    assert.deepEqual([givenUp?.eventId, givenUp?.to], [id, 'Dlq']);
    assert.deepEqual(watch.of('event-retried'), []);
    const [dead] = await receive('Dlq');
    assert.equal(JSON.parse(dead?.Body ?? '').Message, 'hello');
  },
);

behaviour(
  'when the dead-letter queue is gone too, the message is lost and counted, and the topic goes on',
  { source: `${guide}/sns-monitoring-using-cloudwatch.html` },
  async (t) => {
    const { cloud, sqs, publish, watch } = await startTopic(t, {
      ToQueue: subscription('Queue', {
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dlq', 'Arn'] } },
      }),
    });
    for (const QueueUrl of [cloud.outputs.Queue, cloud.outputs.Dlq])
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    const ids = [await publish('one'), await publish('two')];
    const lost = await watch.first('event-given-up', 'Topic', 2);
    assert.deepEqual(
      lost.map(({ eventId, to }) => [eventId, to]),
      ids.map((id) => [id, undefined]),
    );
  },
);
