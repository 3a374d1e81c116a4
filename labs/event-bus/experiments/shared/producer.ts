import type { Surroundings } from '#experiment/define-experiment.ts';

/** The deployed lab as those who use it see it. */
export type Shop = Pick<Surroundings<string>, 'clients' | 'clock' | 'outputs' | 'signal'>;

/** What stands between who tells and who reads. */
export type System = 'queue' | 'topic' | 'bus' | 'log';

export interface Order {
  orderId: string;
  item: string;
  priority?: 'express' | 'normal';
}

/** Tells of orders, one after the other, through a system. Gives how many were taken with 202. */
export async function announce(
  { clients, outputs, signal }: Shop,
  through: System,
  orders: readonly Order[],
): Promise<number> {
  let taken = 0;
  for (const order of orders) {
    const { status } = await clients.http.postJson(`${outputs.ApiUrl}/${through}/orders`, order, signal);
    if (status === 202) taken += 1;
  }
  return taken;
}

/** So many orders with ids of their own. */
export const ordersOf = (prefix: string, count: number): Order[] =>
  Array.from({ length: count }, (_, index) => ({ orderId: `${prefix}-${index + 1}`, item: 'espresso' }));
