import type { TestContext } from 'node:test';
import { PublishCommand } from '@aws-sdk/client-sns';
import { type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { arnOf } from '../kernel/account.ts';
import type { CloudSettings } from '../settings.ts';
import type { TemplateResource } from '../template/template.ts';
import { startTemplate } from './assembly.ts';
import { clientsOf } from './clients.ts';
import { queueResource } from './templates.ts';
import { Watch } from './watch.ts';

/** The topic of `startTopic`. */
export const topicArn = arnOf('sns', 'Test-Topic');

/** A subscription of it. */
export const subscription = (
  to: 'Queue' | 'Function',
  properties: Record<string, unknown> = {},
): TemplateResource => ({
  Type: 'AWS::SNS::Subscription',
  Properties: {
    TopicArn: { Ref: 'Topic' },
    Protocol: to === 'Queue' ? 'sqs' : 'lambda',
    Endpoint: { 'Fn::GetAtt': [to, 'Arn'] },
    ...properties,
  },
});

/** A cloud of the topic `Topic`, the queues `Queue` and `Dlq`, and what else is given. */
export async function startTopic(
  t: TestContext,
  resources: Record<string, TemplateResource>,
  settings: Partial<CloudSettings> = {},
) {
  const cloud = await startTemplate(
    t,
    {
      Resources: {
        Topic: { Type: 'AWS::SNS::Topic', Properties: {} },
        Queue: queueResource(),
        Dlq: queueResource(),
        ...resources,
      },
      Outputs: { Queue: { Value: { Ref: 'Queue' } }, Dlq: { Value: { Ref: 'Dlq' } } },
    },
    settings,
  );
  const clients = clientsOf(t, cloud);
  const receive = async (name: 'Queue' | 'Dlq', WaitTimeSeconds = 0): Promise<Message[]> => {
    const { Messages = [] } = await clients.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: cloud.outputs[name],
        MaxNumberOfMessages: 10,
        MessageAttributeNames: ['All'],
        WaitTimeSeconds,
      }),
    );
    return Messages;
  };
  const publish = async (Message: string, more: Partial<PublishCommand['input']> = {}) =>
    (await clients.sns.send(new PublishCommand({ TopicArn: topicArn, Message, ...more })))
      .MessageId as string;
  return { cloud, ...clients, watch: new Watch(cloud), receive, publish };
}

/** A message attribute. */
export const text = (StringValue: string) => ({ DataType: 'String', StringValue });
