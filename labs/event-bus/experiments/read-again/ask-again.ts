import {
  CreateArchiveCommand,
  DeleteArchiveCommand,
  DescribeReplayCommand,
  StartReplayCommand,
} from '@aws-sdk/client-eventbridge';
import { pollUntil } from '#experiment/poll.ts';
import { type ReadEvent, readWhileComing } from '../shared/inbox.ts';
import { readLog } from '../shared/log.ts';
import type { Shop } from '../shared/producer.ts';
import { kitchenOf, loyaltyComes } from '../shared/readers.ts';

interface Wanted {
  /** Of the replay. */
  name: string;
  /** Unix ms. */
  noon: number;
  /** How many orders there are from noon on. */
  count: number;
}

/** Asks a system for what it told from noon on, in the way that it has, and gives what comes. */
export async function askAgain(
  shop: Shop,
  variant: 'queue' | 'topic' | 'bus' | 'bus-archive-afterwards' | 'log',
  wanted: Wanted,
): Promise<ReadEvent[]> {
  switch (variant) {
    case 'queue':
      return readWhileComing(shop, await kitchenOf(shop, 'queue'));
    case 'topic': {
      const anew = await loyaltyComes(shop, 'topic');
      const again = await readWhileComing(shop, anew.read);
      await anew.leave();
      return again;
    }
    case 'log':
      return readWhileComing(
        shop,
        await readLog(shop, { ShardIteratorType: 'AT_TIMESTAMP', Timestamp: new Date(wanted.noon) }),
        ({ length }) => length >= wanted.count,
      );
    case 'bus':
      return replay(shop, shop.outputs.ArchiveArn, wanted);
    case 'bus-archive-afterwards': {
      const { eventBridge } = shop.clients;
      const ArchiveName = `afterwards-${wanted.noon}`;
      const { ArchiveArn } = await eventBridge.send(
        new CreateArchiveCommand({ ArchiveName, EventSourceArn: shop.outputs.BusArn }),
      );
      const again = await replay(shop, ArchiveArn, wanted);
      await eventBridge.send(new DeleteArchiveCommand({ ArchiveName }));
      return again;
    }
  }
}

async function replay(
  shop: Shop,
  archiveArn: string | undefined,
  { name: ReplayName, noon, count }: Wanted,
): Promise<ReadEvent[]> {
  const { clients, clock, outputs, signal } = shop;
  await clients.eventBridge.send(
    new StartReplayCommand({
      ReplayName,
      EventSourceArn: archiveArn,
      EventStartTime: new Date(noon),
      EventEndTime: new Date(Math.ceil((Date.now() + 1) / 1_000) * 1_000),
      Destination: {
        Arn: outputs.BusArn,
        FilterArns: outputs.KitchenOfBusRuleArn ? [outputs.KitchenOfBusRuleArn] : [],
      },
    }),
  );
  const from = clock.now();
  await pollUntil({
    clock,
    from,
    everyMs: 50,
    until: from + 10_000,
    signal,
    check: async () =>
      (await clients.eventBridge.send(new DescribeReplayCommand({ ReplayName }))).State === 'COMPLETED',
  });
  return readWhileComing(shop, await kitchenOf(shop, 'bus'), ({ length }) => length >= count);
}
