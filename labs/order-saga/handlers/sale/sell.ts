import { setTimeout as wait } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Purchase } from './purchase.ts';
import { waysToTake } from './ways-to-take.ts';

const TableName = process.env.SALES_TABLE;
const table = DynamoDBDocumentClient.from(new DynamoDBClient());

/** What the shop keeps of a purchase. */
export interface Sale extends Purchase {
  outcome: 'sold' | 'sold out';
  /** The counters that were asked to go down. */
  asked: string[];
  /** Unix ms. */
  decidedAt: number;
}

/** Sells one piece, or says that there is none, and keeps which it was. */
export async function sell(purchase: Purchase): Promise<Sale> {
  const take = waysToTake[purchase.counting];
  if (!take) throw new Error(`${purchase.counting} is no way to count.`);
  // Stands in for a payment provider.
  const pay = () => wait(Number(process.env.SERVICE_MS));
  const { isTaken, asked } = await take(purchase.item, pay);
  const sale: Sale = { ...purchase, outcome: isTaken ? 'sold' : 'sold out', asked, decidedAt: Date.now() };
  await table.send(new PutCommand({ TableName, Item: sale }));
  return sale;
}
