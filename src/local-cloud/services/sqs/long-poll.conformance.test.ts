import assert from 'node:assert/strict';
import { request } from 'node:http';
import { DeleteMessageCommand, type Message } from '@aws-sdk/client-sqs';
import { behavioursOf } from '../../testing/behaviour.ts';
import { bodies, counts, startQueues } from '../../testing/queues.ts';

const behaviour = behavioursOf('SQS', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide';

behaviour(
  'a long poll answers as soon as there is a message, and every waiting consumer waits for its own',
  { source: `${guide}/sqs-short-and-long-polling.html` },
  async (t) => {
    const { send, receive } = await startQueues(t);
    const polls = [1, 2, 3].map(() => receive({ WaitTimeSeconds: 10, MaxNumberOfMessages: 1 }));
    for (const body of ['a', 'b', 'c']) await send(body);
    const received = (await Promise.all(polls)).map(bodies);
    assert.deepEqual(received.flat().sort(), ['a', 'b', 'c']);
    assert.deepEqual(
      received.map((each) => each.length),
      [1, 1, 1],
    );
  },
);

behaviour(
  'a consumer that hangs up during its long poll takes no message with it',
  { source: `${guide}/sqs-short-and-long-polling.html` },
  async (t) => {
    const running = await startQueues(t);
    const { send, receive, cloud, url } = running;
    const { port } = new URL(cloud.endpoints.sqs);
    const poll = request({
      host: '127.0.0.1',
      port,
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.ReceiveMessage' },
    });
    poll.on('error', () => {});
    await new Promise<void>((resolve) =>
      poll.end(JSON.stringify({ QueueUrl: url, WaitTimeSeconds: 20 }), resolve),
    );
    // The server has read the request when it has answered one sent after it.
    await counts(running);
    poll.destroy();
    await counts(running);
    await send('one');
    assert.deepEqual(bodies(await receive({ WaitTimeSeconds: 2 })), ['one']);
  },
);

behaviour(
  'a long poll at the limit of messages in flight says nothing and waits: as soon as one is deleted, the next one comes',
  {
    source: `${guide}/sqs-visibility-timeout.html`,
    fidelity: 'modelled',
    note: 'The limit is a setting, sqsInFlightLimit; about 120,000 by default as on AWS.',
  },
  async (t) => {
    const { sqs, url, send, receive } = await startQueues(t, {}, { settings: { sqsInFlightLimit: 1 } });
    const done = (message: Message | undefined) =>
      sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: message?.ReceiptHandle }));
    for (const body of ['a', 'b']) await send(body);
    const [first] = await receive();
    const polls = [1, 2].map(() => receive({ WaitTimeSeconds: 20 }));
    await done(first);
    const [second] = await Promise.race(polls);
    assert.equal(second?.Body, 'b');
    await done(second);
    await send('c');
    assert.deepEqual((await Promise.all(polls)).flatMap(bodies).toSorted(), ['b', 'c']);
  },
);
