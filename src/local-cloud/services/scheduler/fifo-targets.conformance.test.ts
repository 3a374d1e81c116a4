import assert from 'node:assert/strict';
import { GetQueueUrlCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { behavioursOf } from '../../testing/behaviour.ts';
import { attributeOf, startBus } from '../../testing/event-bus.ts';
import { queueResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('EventBridge Scheduler', import.meta.filename);

behaviour(
  'a FIFO queue has to deduplicate by content: without it nothing comes, and with it an input that is the same is one message in five minutes',
  { source: 'https://docs.aws.amazon.com/scheduler/latest/APIReference/API_SqsParameters.html' },
  async (t) => {
    const toFifo = (name: string) => ({
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        ScheduleExpression: 'rate(1 minute)',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: {
          RoleArn: 'arn:aws:iam::000000000000:role/local',
          Arn: attributeOf(name, 'Arn'),
          Input: '"the same"',
          SqsParameters: { MessageGroupId: 'orders' },
        },
      },
    });
    const { watch, sqs } = await startBus(
      t,
      {
        Without: queueResource({ FifoQueue: true }),
        With: queueResource({ FifoQueue: true, ContentBasedDeduplication: true }),
        ToWithout: toFifo('Without'),
        ToWith: toFifo('With'),
      },
      // A minute lasts 0.3 seconds.
      { timeScale: 0.005 },
    );
    const [givenUp] = await watch.first('event-given-up', 'ToWithout');
    assert.match(givenUp?.reason ?? '', /^InvalidParameterValue: .*ContentBasedDeduplication/);
    await watch.first('event-delivered', 'ToWith', 2);
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'Test-With.fifo' }));
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    assert.deepEqual(
      Messages?.map(({ Body }) => Body),
      ['"the same"'],
    );
  },
);
