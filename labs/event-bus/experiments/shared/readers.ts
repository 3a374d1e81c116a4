import { DisableRuleCommand, EnableRuleCommand } from '@aws-sdk/client-eventbridge';
import { SubscribeCommand, UnsubscribeCommand } from '@aws-sdk/client-sns';
import { type ReadEvent, readQueue } from './inbox.ts';
import { readLog } from './log.ts';
import type { Shop, System } from './producer.ts';

/** Somebody who reads what is told through a system: up to `most` events that are there now. */
export type Reader = (most?: number) => Promise<ReadEvent[]>;

/** Whoever is there from the beginning: reads the queue or the log itself, or an inbox of its own. */
export async function kitchenOf(shop: Shop, system: System): Promise<Reader> {
  if (system === 'log') return readLog(shop, { ShardIteratorType: 'LATEST' });
  const url = {
    queue: shop.outputs.OrderQueueUrl,
    topic: shop.outputs.KitchenOfTopicUrl,
    bus: shop.outputs.KitchenOfBusUrl,
  }[system];
  return (most) => readQueue(shop, url, most);
}

/** Whoever comes later: how it begins to read, and how it goes again. */
export async function loyaltyComes(
  shop: Shop,
  system: System,
): Promise<{ read: Reader; leave(): Promise<unknown> }> {
  const { clients, outputs } = shop;
  switch (system) {
    case 'queue':
      return { read: (most) => readQueue(shop, outputs.OrderQueueUrl, most), leave: async () => undefined };
    case 'log':
      return {
        read: await readLog(shop, { ShardIteratorType: 'TRIM_HORIZON' }),
        leave: async () => undefined,
      };
    case 'topic': {
      const { SubscriptionArn } = await clients.sns.send(
        new SubscribeCommand({
          TopicArn: outputs.TopicArn,
          Protocol: 'sqs',
          Endpoint: outputs.LoyaltyOfTopicArn,
          Attributes: { RawMessageDelivery: 'true' },
          ReturnSubscriptionArn: true,
        }),
      );
      return {
        read: (most) => readQueue(shop, outputs.LoyaltyOfTopicUrl, most),
        leave: () => clients.sns.send(new UnsubscribeCommand({ SubscriptionArn })),
      };
    }
    case 'bus': {
      const rule = { Name: outputs.LoyaltyOfBusRuleName?.split('|').at(-1), EventBusName: outputs.BusName };
      await clients.eventBridge.send(new EnableRuleCommand(rule));
      return {
        read: (most) => readQueue(shop, outputs.LoyaltyOfBusUrl, most),
        leave: () => clients.eventBridge.send(new DisableRuleCommand(rule)),
      };
    }
  }
}
