import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { Shop } from './producer.ts';

/** An order's event as somebody has read it. */
export interface ReadEvent {
  orderId: string;
  /** The replay that it came from. */
  replay: string | undefined;
}

/** Receives and deletes what is in a queue now, up to `most` messages; waits for nothing. */
export async function readQueue(
  { clients, signal }: Shop,
  QueueUrl: string | undefined,
  most = Number.POSITIVE_INFINITY,
): Promise<ReadEvent[]> {
  const read: ReadEvent[] = [];
  while (read.length < most) {
    const { Messages = [] } = await clients.sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: Math.min(10, most - read.length) }),
      { abortSignal: signal },
    );
    if (Messages.length === 0) break;
    for (const { ReceiptHandle, Body } of Messages) {
      await clients.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      read.push(eventOf(JSON.parse(Body ?? '{}')));
    }
  }
  return read;
}

/** A rule’s target gets the event around the order, a subscription with raw delivery the order itself. */
export function eventOf(body: Record<string, unknown>): ReadEvent {
  const detail = (body.detail ?? body) as { orderId: string };
  const replay = body['replay-name'];
  return { orderId: detail.orderId, replay: typeof replay === 'string' ? replay : undefined };
}

const givesUpAfterMs = 5_000;

/** Reads until `isEnough`, again and again with a pause, and gives up after some seconds. */
export async function readUntil(
  shop: Shop,
  read: () => Promise<ReadEvent[]>,
  isEnough: (read: readonly ReadEvent[]) => boolean,
): Promise<ReadEvent[]> {
  const all = await read();
  const until = shop.clock.now() + givesUpAfterMs;
  while (!isEnough(all) && shop.clock.now() < until) {
    await shop.clock.sleepUntil(shop.clock.now() + 20, shop.signal);
    all.push(...(await read()));
  }
  return all;
}

const quietMs = 800;

/** Reads until `isEnough`, or until nothing has come for a while. */
export async function readWhileComing(
  { clock, signal }: Shop,
  read: () => Promise<ReadEvent[]>,
  isEnough: (read: readonly ReadEvent[]) => boolean = () => false,
): Promise<ReadEvent[]> {
  const all: ReadEvent[] = [];
  for (let quietFrom = clock.now(); clock.now() < quietFrom + quietMs && !isEnough(all); ) {
    const came = await read();
    all.push(...came);
    if (came.length > 0) quietFrom = clock.now();
    else await clock.sleepUntil(clock.now() + 20, signal);
  }
  return all;
}
