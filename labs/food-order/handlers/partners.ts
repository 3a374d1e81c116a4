import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { Order } from './order.ts';

const parameters = new SSMClient();
let url: string | undefined;

/** Charges the card of an order: once, however often it is called, because the order's id is the key. False: declined. */
export const charge = (order: Order) => ask('charges', order, 402);

/** Gives back what an order was charged. */
export const refund = (order: Order) => ask('refunds', order);

/** Asks the restaurant whether it takes an order. False: it refuses. */
export const askRestaurant = (order: Order) => ask('tickets', order, 409);

/** Whether a partner says yes. Throws when it gives no answer that we know. */
async function ask(path: string, { orderId, card, restaurant }: Order, no?: number): Promise<boolean> {
  url ??= await partnersUrl();
  const response = await fetch(`${url}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': orderId },
    body: JSON.stringify({ card, restaurant }),
  });
  await response.text();
  if (response.status !== 201 && response.status !== no)
    throw new Error(`The partner answered ${path} with ${response.status}.`);
  return response.ok;
}

async function partnersUrl(): Promise<string> {
  const { Parameter } = await parameters.send(
    new GetParameterCommand({ Name: process.env.PARTNERS_URL_NAME }),
  );
  return Parameter?.Value ?? '';
}
