import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { Order } from './order.ts';

const { BUS_NAME } = process.env;
const bus = new EventBridgeClient();

/** Tells what became of up to ten orders: `OrderPaid` of one that is paid. Throws when the bus did not take them all. */
export async function tell(orders: Order[]): Promise<void> {
  const { FailedEntryCount } = await bus.send(
    new PutEventsCommand({
      Entries: orders.map((order) => ({
        EventBusName: BUS_NAME,
        Source: 'food.orders',
        DetailType: `Order${order.status.charAt(0).toUpperCase()}${order.status.slice(1)}`,
        Detail: JSON.stringify(order),
      })),
    }),
  );
  if (FailedEntryCount) throw new Error(`The bus did not take ${FailedEntryCount} events.`);
}
