import type { Surroundings } from '#experiment/define-experiment.ts';
import { pollUntil } from '#experiment/poll.ts';
import { itemsWhere } from '#experiment/table.ts';
import { warmUpEnvironments } from '#experiment/warm-up.ts';

/** The deployed lab as a client of it sees it. */
export type Shop = Pick<Surroundings<string>, 'clients' | 'clock' | 'outputs' | 'signal'>;

/** What a client sends: the card tells the stand-in for the provider what is to go wrong. */
export interface SentOrder {
  customer: string;
  item: string;
  amount: number;
  card: string;
}

/** Sends an order under a key; gives the reply’s status. */
export async function placeOrder(
  { clients, outputs, signal }: Shop,
  order: SentOrder,
  key: string,
): Promise<number> {
  const { status } = await clients.http.postJson(`${outputs.ApiUrl}/orders`, order, signal, {
    'idempotency-key': key,
  });
  return status;
}

/** How each order of a customer stands in the table, by card: an order that was sent again may have several rows. */
export async function statusesByCard(
  { clients, outputs }: Shop,
  customer: string,
): Promise<Map<string, string[]>> {
  const rows = await itemsWhere(clients.documents, outputs.TableName ?? '', 'customer', customer);
  const statuses = new Map<string, string[]>();
  for (const { card, status } of rows)
    statuses.set(String(card), [...(statuses.get(String(card)) ?? []), String(status)]);
  return statuses;
}

/**
 * Waits until the provider works on nothing and `settled` says so, or in vain for half a minute; gives how many charges then
 * stand on each card of those that were made meanwhile. `settled` may be asked often.
 */
export async function chargesByCard(
  { clock, signal }: Shop,
  takeReadings: () => Record<string, number>,
  settled: (charges: ReadonlyMap<string, number>) => Promise<boolean> = async () => true,
): Promise<Map<string, number>> {
  const charges = new Map<string, number>();
  const from = clock.now();
  const check = async () => {
    const readings = takeReadings();
    for (const [name, more] of Object.entries(readings)) {
      const [, card] = /^card (.+)/.exec(name) ?? [];
      if (card) charges.set(card, (charges.get(card) ?? 0) + more);
    }
    return readings.working === 0 && (await settled(charges));
  };
  await pollUntil({ clock, from, everyMs: 50, until: from + 30_000, signal, check });
  return charges;
}

/** Has orders placed, `atOnce` side by side, so that as many environments are warm. */
export const warmUp = (shop: Shop & { runId: string }, atOnce: number) =>
  warmUpEnvironments(atOnce, (index) =>
    placeOrder(
      shop,
      { customer: `${shop.runId}-warm-up`, item: 'espresso', amount: 300, card: 'fine' },
      String(index),
    ),
  );
