import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Asking, Cloud, Inquiry } from './asking.ts';
import { countPayment } from './by-tables.ts';

/** What follows on an event: a step, or the end. */
const next: Record<string, string> = {
  OrderPlaced: 'ReserveStock',
  StockReserved: 'AuthorisePayment',
  PaymentAuthorised: 'BookShipment',
  ShipmentBooked: 'completed',
  ShipmentRefused: 'VoidPayment',
  PaymentDeclined: 'ReleaseStock',
  PaymentVoided: 'ReleaseStock',
  StockReleased: 'cancelled',
  StockRefused: 'cancelled',
};
const refusals = ['StockRefused', 'PaymentDeclined', 'ShipmentRefused'];
const undone = ['PaymentVoided', 'StockReleased'];

/** Events join the steps, and one function keeps every event in a table, by order. */
export function askLog(cloud: Cloud, asking: Asking): Inquiry {
  const { clients, outputs } = cloud;
  const told = async (orderId: string): Promise<string[]> => {
    const { Items = [] } = await asking.at('EventsTable', () =>
      clients.documents.send(
        new QueryCommand({
          TableName: outputs.EventsTable,
          KeyConditionExpression: 'orderId = :order',
          ExpressionAttributeValues: { ':order': orderId },
          ConsistentRead: true,
        }),
      ),
    );
    return Items.map(({ event }) => event);
  };
  return {
    whereIs: async (orderId) => next[(await told(orderId)).at(-1) ?? ''],
    whyRefused: async (orderId) => (await told(orderId)).find((event) => refusals.includes(event)),
    // A step that fails tells nothing, so there is nothing to keep.
    lastError: async (orderId) => (await told(orderId)).find((event) => event.startsWith('Error')),
    takenBack: async (orderId) => (await told(orderId)).filter((event) => undone.includes(event)).sort(),
    // The log of one order does not say how many others there are: the queue does.
    stuckInPayment: () => countPayment(cloud, asking),
  };
}
