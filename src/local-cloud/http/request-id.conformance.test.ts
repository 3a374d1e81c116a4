import assert from 'node:assert/strict';
import { DescribeRuleCommand, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { GetTopicAttributesCommand, ListTopicsCommand } from '@aws-sdk/client-sns';
import { GetQueueUrlCommand, ListQueuesCommand } from '@aws-sdk/client-sqs';
import { arnOf } from '../kernel/account.ts';
import { startTemplate } from '../testing/assembly.ts';
import { behavioursOf } from '../testing/behaviour.ts';
import { clientsOf } from '../testing/clients.ts';

/** What is answered, or thrown. */
interface Answer {
  $metadata: { requestId?: string | undefined };
}

interface Service {
  service: string;
  source: string;
  /** Asks for what is there, and for what is not. */
  ask(clients: ReturnType<typeof clientsOf>): Promise<Answer>[];
}

const reference = 'https://docs.aws.amazon.com';

const services: Service[] = [
  {
    service: 'SQS',
    source: `${reference}/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-responses.html`,
    ask: ({ sqs }) => [
      sqs.send(new ListQueuesCommand({})),
      sqs.send(new GetQueueUrlCommand({ QueueName: 'nowhere' })),
    ],
  },
  {
    service: 'SNS',
    source: `${reference}/sns/latest/api/API_ListTopics.html`,
    ask: ({ sns }) => [
      sns.send(new ListTopicsCommand({})),
      sns.send(new GetTopicAttributesCommand({ TopicArn: arnOf('sns', 'nowhere') })),
    ],
  },
  {
    service: 'EventBridge',
    source: `${reference}/eventbridge/latest/APIReference/API_PutEvents.html`,
    ask: ({ eventBridge }) => [
      eventBridge.send(new ListRulesCommand({})),
      eventBridge.send(new DescribeRuleCommand({ Name: 'nowhere' })),
    ],
  },
];

for (const { service, source, ask } of services)
  behavioursOf(service, import.meta.filename)(
    'every request has an id, which the caller is told whether it is taken or refused',
    { source },
    async (t) => {
      const cloud = await startTemplate(t, { Resources: {} });
      const answers = await Promise.allSettled(ask(clientsOf(t, cloud)));
      assert.deepEqual(
        answers.map(({ status }) => status),
        ['fulfilled', 'rejected'],
      );
      const ids = answers
        .map((each) => (each.status === 'fulfilled' ? each.value : each.reason))
        .map(({ $metadata }: Answer) => $metadata.requestId ?? '');
      for (const id of ids) assert.match(id, /^[\da-f-]{36}$/);
      assert.equal(new Set(ids).size, 2);
    },
  );
