import { setTimeout as wait } from 'node:timers/promises';
import { decideDo, decideUndo } from './decide.ts';
import { eventNames } from './events.ts';
import type { Order } from './order.ts';
import { settle } from './step-rows.ts';

const { PAYMENTS_TABLE } = process.env;

/** Authorises the payment, and tells what became of it. The row stands for what the payment provider keeps. */
export async function authorisePayment({ orderId, card }: Order): Promise<string> {
  const state = await settle(PAYMENTS_TABLE, orderId, async (known) => {
    if (!known) await wait(Number(process.env.SERVICE_MS));
    return decideDo(known, card !== 'declined');
  });
  return eventNames.payment[state];
}

/** Voids the authorisation, and tells so. */
export async function voidPayment({ orderId }: Order): Promise<string> {
  return eventNames.payment[await settle(PAYMENTS_TABLE, orderId, async (known) => decideUndo(known))];
}
