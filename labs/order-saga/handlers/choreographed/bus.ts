import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Order } from '../saga/order.ts';

const eventBridge = new EventBridgeClient();

/** Tells the shop what happened to an order. Throws when the bus does not take it. */
export async function tell(event: string, order: Order): Promise<void> {
  const { FailedEntryCount } = await eventBridge.send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: process.env.BUS_NAME,
          Source: 'shop',
          DetailType: event,
          // The event’s own time has no milliseconds, and steps follow each other within a second.
          Detail: JSON.stringify({ ...order, toldAt: Date.now() }),
        },
      ],
    }),
  );
  if (FailedEntryCount) throw new Error(`The bus did not take ${event} of order ${order.orderId}.`);
}
