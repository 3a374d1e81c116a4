import type { TestContext } from 'node:test';
import { PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { CloudSettings } from '../settings.ts';
import type { TemplateResource } from '../template/template.ts';
import { startTemplate } from './assembly.ts';
import { clientsOf } from './clients.ts';
import { queueResource } from './templates.ts';
import { Watch } from './watch.ts';

export const attributeOf = (name: string, attribute: string) => ({ 'Fn::GetAtt': [name, attribute] });

/** A rule of the bus `Bus` for orders, with one target. */
export const rule = (
  target: Record<string, unknown>,
  properties: Record<string, unknown> = {},
): TemplateResource => ({
  Type: 'AWS::Events::Rule',
  Properties: {
    EventBusName: { Ref: 'Bus' },
    EventPattern: { source: ['shop'], 'detail-type': ['order'] },
    Targets: [{ Id: 'Target', ...target }],
    ...properties,
  },
});

/** The target that is the queue `Queue`. */
export const toQueue = { Arn: attributeOf('Queue', 'Arn') };

/** A cloud of the bus `Bus`, the queues `Queue` and `Dlq`, and what else is given. */
export async function startBus(
  t: TestContext,
  resources: Record<string, TemplateResource>,
  settings: Partial<CloudSettings> = {},
) {
  const cloud = await startTemplate(
    t,
    {
      Resources: {
        Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'orders' } },
        Queue: queueResource(),
        Dlq: queueResource(),
        ...resources,
      },
      Outputs: { Queue: { Value: { Ref: 'Queue' } }, Dlq: { Value: { Ref: 'Dlq' } } },
    },
    settings,
  );
  const clients = clientsOf(t, cloud);
  const put = (...entries: Partial<PutEventsRequestEntry>[]) =>
    clients.eventBridge.send(
      new PutEventsCommand({
        Entries: entries.map((each) => ({
          EventBusName: 'orders',
          Source: 'shop',
          DetailType: 'order',
          Detail: '{"total":12}',
          ...each,
        })),
      }),
    );
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
  const receiveBody = async () => JSON.parse((await receive('Queue', 5))[0]?.Body ?? '');
  return { cloud, ...clients, watch: new Watch(cloud), put, receive, receiveBody };
}
