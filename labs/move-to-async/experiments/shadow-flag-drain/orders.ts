import { paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Surroundings } from '#experiment/define-experiment.ts';
import { openLoop } from '#experiment/open-loop.ts';

/** The deployed lab as its customers see it. */
export type Shop = Pick<Surroundings<string>, 'clients' | 'clock' | 'outputs' | 'signal'>;

/** A request that was sent; times in milliseconds of the experiment's clock. */
export interface SentRequest {
  orderId: string;
  version: number;
  sentAt: number;
  answeredAt: number;
  status: number;
}

/** Sends one request; gives the reply’s status. */
export async function sendRequest(
  { clients, outputs, signal }: Shop,
  request: { orderId: string; customer: string; item: string; version: number },
): Promise<number> {
  return (await clients.http.postJson(`${outputs.ApiUrl}/orders`, request, signal)).status;
}

/** The item that every customer ends up wanting. */
export const lastItem = 'lungo';

/**
 * Customers come one after the other, `everyMs` apart, each with one order, and change it `changeAfterMs` later. Sent in
 * open loop; gives all requests.
 */
export function sendOrders(
  shop: Shop,
  { customers, everyMs, changeAfterMs }: { customers: number; everyMs: number; changeAfterMs: number },
): Promise<SentRequest[]> {
  const planned = Array.from({ length: customers }, (_, index) => {
    const customer = `customer-${index + 1}`;
    const order = { orderId: `${customer}-order`, customer };
    return [
      { at: index * everyMs, request: { ...order, item: 'espresso', version: 1 } },
      { at: index * everyMs + changeAfterMs, request: { ...order, item: lastItem, version: 2 } },
    ];
  })
    .flat()
    .sort((one, other) => one.at - other.at);
  return openLoop({
    ...shop,
    arrivals: planned.map(({ at }) => at),
    async send({ index, intendedAt }) {
      const { request } = planned[index] as (typeof planned)[number];
      const status = await sendRequest(shop, request);
      const { orderId, version } = request;
      return { orderId, version, sentAt: intendedAt, answeredAt: shop.clock.now(), status };
    },
  });
}

/** All rows of a table, by a consistent scan. */
export async function rowsOf({ clients }: Shop, TableName = ''): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for await (const { Items = [] } of paginateScan(
    { client: clients.documents },
    { TableName, ConsistentRead: true },
  ))
    rows.push(...Items);
  return rows;
}
