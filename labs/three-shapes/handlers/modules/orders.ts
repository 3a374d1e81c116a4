import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { lastPartOf } from '../routes.ts';
import type { Module } from '../shop.ts';

const client = DynamoDBDocumentClient.from(new DynamoDBClient());
const TableName = process.env.TABLE_NAME;

/** `POST /orders` stores an order, `GET /orders/{orderId}` finds it. No process keeps one: any replica can answer. */
export const orders: Module = async ({ method, path, body }) => {
  if (method === 'GET') {
    const { Item } = await client.send(new GetCommand({ TableName, Key: { orderId: lastPartOf(path) } }));
    return Item ? { status: 200, body: Item } : { status: 404, body: { message: 'There is no such order.' } };
  }
  const wish = parse(body);
  if (!wish) return { status: 400, body: { message: 'An order needs customer and item, as JSON.' } };
  const order = { orderId: randomUUID(), ...wish };
  await client.send(new PutCommand({ TableName, Item: order }));
  return { status: 201, body: order };
};

function parse(body = ''): { customer: string; item: string } | undefined {
  try {
    const { customer, item } = JSON.parse(body);
    const complete = [customer, item].every((each) => typeof each === 'string' && each !== '');
    return complete ? { customer, item } : undefined;
  } catch {
    return undefined;
  }
}
