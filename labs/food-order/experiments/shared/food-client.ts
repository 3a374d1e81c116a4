import type { Surroundings } from '#experiment/define-experiment.ts';
import { itemsWhere } from '#experiment/table.ts';

/** The deployed lab as a customer sees it, and as somebody does who looks into its tables. */
export type FoodApi = Pick<Surroundings<string>, 'clients' | 'outputs' | 'signal'>;

/** What a customer orders; the key is the customer's own. */
export interface Wish {
  customer: string;
  key: string;
  restaurant?: string;
  card?: string;
}

/** What a customer heard: `status` of the order where the reply says one. */
export interface Reply {
  code: number;
  orderId?: string;
  status?: string;
}

/** Sends an order. */
export async function sendOrder({ clients, outputs, signal }: FoodApi, wish: Wish): Promise<Reply> {
  const { customer, key, restaurant = 'corner', card = 'good' } = wish;
  const order = { customer, restaurant, card, dish: 'soup' };
  const headers = { 'idempotency-key': key };
  const url = `${outputs.ApiUrl}/orders`;
  const { status: code, body } = await clients.http.postJson(url, order, signal, headers);
  return code < 500 ? { ...JSON.parse(body), code } : { code };
}

/** The orders of a customer, by id, and how each stands. */
export async function storedOrders({ clients, outputs }: FoodApi, customer: string) {
  const rows = await itemsWhere(clients.documents, outputs.TableName ?? '', 'customer', customer);
  return new Map(rows.map(({ orderId, status }) => [String(orderId), String(status)]));
}

/** How often a reader was told of each order of a customer, by the order's id. */
export async function toldOrders({ clients, outputs }: FoodApi, customer: string, reader: string) {
  const rows = await itemsWhere(clients.documents, outputs.ToldTableName ?? '', 'customer', customer);
  return new Map(
    rows.filter((row) => row.reader === reader).map(({ orderId, times }) => [String(orderId), Number(times)]),
  );
}
