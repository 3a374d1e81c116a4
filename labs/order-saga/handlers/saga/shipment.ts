import { decideDo, decideStop } from './decide.ts';
import { eventNames } from './events.ts';
import type { Order } from './order.ts';
import { settle } from './step-rows.ts';

const { SHIPMENTS_TABLE } = process.env;

/** Books the courier, and tells what became of it. The row stands for what the courier keeps. */
export async function bookShipment({ orderId, address }: Order): Promise<string> {
  const decide = async (known: Parameters<typeof decideDo>[0]) => decideDo(known, address !== 'nowhere');
  return eventNames.shipment[await settle(SHIPMENTS_TABLE, orderId, decide)];
}

/** Sees to it that nothing is booked from now on, and tells whether it was in time. */
export async function stopShipment({ orderId }: Order): Promise<string> {
  return eventNames.shipment[await settle(SHIPMENTS_TABLE, orderId, async (known) => decideStop(known))];
}
