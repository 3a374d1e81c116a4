import {
  DescribeArchiveCommand,
  DescribeRuleCommand,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import { queueDepth } from '#experiment/queue.ts';
import type { Order, Shop } from '../shared/producer.ts';

/** How many events the bus's archive holds. */
export async function archivedEvents({ clients, outputs }: Shop): Promise<number> {
  const { EventCount = 0 } = await clients.eventBridge.send(
    new DescribeArchiveCommand({ ArchiveName: outputs.ArchiveName }),
  );
  return EventCount;
}

/** How many dead letters there are of a reader, who may have no queue for them. */
export async function deadLettersOf({ clients, outputs }: Shop, reader: string): Promise<number> {
  const url = outputs[`${reader}DeadLettersUrl`];
  return url === undefined ? 0 : (await queueDepth(clients.sqs, url)).waiting;
}

/** 1 when the rule of a reader matches the event of this order, and 0 when it does not: asked after the orders are told. */
export async function ruleMatches(
  { clients, outputs }: Shop,
  reader: string,
  order: Order | undefined,
): Promise<number> {
  const { EventPattern } = await clients.eventBridge.send(
    new DescribeRuleCommand({
      Name: outputs[`${reader}RuleName`]?.split('|').at(-1),
      EventBusName: outputs.BusName,
    }),
  );
  const sample = {
    id: '1',
    account: '000000000000',
    source: 'shop',
    time: '2026-11-29T12:00:00Z',
    region: 'us-east-1',
    resources: [],
    'detail-type': 'OrderPlaced',
    detail: { store: 'harbour', ...order },
  };
  const { Result } = await clients.eventBridge.send(
    new TestEventPatternCommand({ EventPattern, Event: JSON.stringify(sample) }),
  );
  return Result ? 1 : 0;
}
