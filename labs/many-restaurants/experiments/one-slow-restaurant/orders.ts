import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Surroundings } from '#experiment/define-experiment.ts';
import { pollUntil } from '#experiment/poll.ts';
import { queueDepth } from '#experiment/queue.ts';
import type { SentOrder } from './who-waits.ts';

/** The deployed lab as its callers see it, and as somebody does who looks into its table. */
export type Restaurants = Pick<Surroundings<string>, 'clients' | 'clock' | 'outputs' | 'signal'>;

/** An order that was accepted; times in milliseconds of the experiment's clock. */
export interface AcceptedOrder {
  orderId: string;
  restaurant: string;
  acceptedAt: number;
  status: number;
}

/** Sends so many orders for a restaurant, all at once. */
export function sendOrders(
  { clients, clock, outputs, signal }: Restaurants,
  { restaurant, flow, count }: { restaurant: string; flow: string; count: number },
): Promise<AcceptedOrder[]> {
  const url = `${outputs.ApiUrl}/restaurants/${restaurant}/orders`;
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const orderId = `${flow}-${restaurant}-${index + 1}`;
      const { status } = await clients.http.postJson(url, { orderId, restaurant }, signal);
      return { orderId, restaurant, acceptedAt: clock.now(), status };
    }),
  );
}

/** Waits until the tills have all of these orders, and gives those that they have. */
export async function untilSent(
  restaurants: Restaurants,
  accepted: readonly AcceptedOrder[],
): Promise<SentOrder[]> {
  const { clock, signal } = restaurants;
  const from = clock.now();
  let sent: SentOrder[] = [];
  await pollUntil({
    clock,
    from,
    everyMs: 50,
    until: from + 20_000,
    signal,
    async check() {
      sent = await sentOrders(restaurants, accepted);
      return sent.length === accepted.length;
    },
  });
  return sent;
}

async function sentOrders(
  { clients, clock, outputs }: Restaurants,
  accepted: readonly AcceptedOrder[],
): Promise<SentOrder[]> {
  const byId = new Map(accepted.map((order) => [order.orderId, order]));
  // Handlers read the wall clock, we read one that never goes back: on one machine they differ by a constant.
  const wallAhead = Date.now() - clock.now();
  const found: SentOrder[] = [];
  for (const restaurant of new Set(accepted.map((order) => order.restaurant))) {
    const pages = paginateQuery(
      { client: clients.documents },
      {
        TableName: outputs.TableName,
        ConsistentRead: true,
        KeyConditionExpression: 'restaurant = :restaurant',
        ExpressionAttributeValues: { ':restaurant': restaurant },
      },
    );
    for await (const { Items = [] } of pages)
      for (const { orderId, from, to } of Items) {
        const order = byId.get(orderId);
        if (order) found.push({ ...order, from: from - wallAhead, to: to - wallAhead });
      }
  }
  return found;
}

/** Waits until so many orders are in flight, in all queues together. */
export async function untilInFlight(
  { clients, clock, outputs, signal }: Restaurants,
  count: number,
): Promise<void> {
  const urls = (outputs.QueueUrls ?? '').split(',');
  const from = clock.now();
  await pollUntil({
    clock,
    from,
    everyMs: 5,
    until: from + 2_000,
    signal,
    async check() {
      const depths = await Promise.all(urls.map((url) => queueDepth(clients.sqs, url)));
      return depths.reduce((sum, { inFlight }) => sum + inFlight, 0) >= count;
    },
  });
}
