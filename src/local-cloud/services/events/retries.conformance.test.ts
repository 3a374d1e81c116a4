import assert from 'node:assert/strict';
import { DeleteQueueCommand } from '@aws-sdk/client-sqs';
import { arnOf } from '../../kernel/account.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { attributeOf, rule, startBus, toQueue } from '../../testing/event-bus.ts';

const behaviour = behavioursOf('EventBridge', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/eventbridge/latest/userguide';

behaviour(
  'a target that fails is tried again with exponential back-off, 185 times unless the rule says otherwise, and then the event goes to the dead-letter queue',
  {
    source: `${guide}/eb-rule-dlq.html`,
    fidelity: 'modelled',
    note: 'AWS does not say its back-off: here from 1 second, doubling, to 512, without jitter, scaled by timeScale.',
  },
  async (t) => {
    const { cloud, put, watch, receive } = await startBus(
      t,
      {
        Rule: rule({
          ...toQueue,
          RetryPolicy: { MaximumRetryAttempts: 3 },
          DeadLetterConfig: { Arn: attributeOf('Dlq', 'Arn') },
        }),
      },
      { timeScale: 0.001 },
    );
    cloud.faults.inject({ resource: 'Queue', fault: 'down' });
    const { Entries = [] } = await put({});
    const [givenUp] = await watch.first('event-given-up', 'Rule');
    assert.deepEqual([givenUp?.eventId, givenUp?.to], [Entries[0]?.EventId, 'Dlq']);
    assert.deepEqual(
      watch.of('event-retried').map((each) => each.attempt),
      [2, 3, 4],
    );
    const [dead] = await receive('Dlq');
    assert.equal(JSON.parse(dead?.Body ?? '').id, Entries[0]?.EventId);
    const attributes = Object.fromEntries(
      Object.entries(dead?.MessageAttributes ?? {}).map(([name, value]) => [name, value.StringValue]),
    );
    assert.equal(attributes.RULE_ARN, arnOf('events', 'rule/orders/Test-Rule'));
    assert.equal(attributes.TARGET_ARN, arnOf('sqs', 'Test-Queue'));
    assert.equal(attributes.EXHAUSTED_RETRY_CONDITION, 'MaximumRetryAttempts');
    assert.equal(attributes.RETRY_ATTEMPTS, '3');
  },
);

behaviour(
  'the retries also end when the event is as old as the rule allows',
  {
    source: `${guide}/eb-rule-retry-policy.html`,
    fidelity: 'modelled',
    note: 'Ages are scaled by timeScale.',
  },
  async (t) => {
    const { cloud, put, watch } = await startBus(
      t,
      { Rule: rule({ ...toQueue, RetryPolicy: { MaximumEventAgeInSeconds: 60 } }) },
      { timeScale: 0.001 },
    );
    cloud.faults.inject({ resource: 'Queue', fault: 'down' });
    await put({});
    await watch.first('event-given-up', 'Rule');
    // After 1, 2, 4, 8 and 16 seconds; the next would be at 63.
    assert.equal(watch.of('event-retried').length, 5);
  },
);

behaviour(
  'a target that does not exist any more is not tried again',
  { source: `${guide}/eb-rule-dlq.html` },
  async (t) => {
    const { cloud, sqs, put, watch, receive } = await startBus(t, {
      Rule: rule({ ...toQueue, DeadLetterConfig: { Arn: attributeOf('Dlq', 'Arn') } }),
    });
    await sqs.send(new DeleteQueueCommand({ QueueUrl: cloud.outputs.Queue }));
    await put({});
    await watch.first('event-given-up', 'Rule');
    assert.deepEqual(watch.of('event-retried'), []);
    assert.equal((await receive('Dlq'))[0]?.MessageAttributes?.ERROR_CODE?.StringValue, 'NO_RESOURCE');
  },
);
