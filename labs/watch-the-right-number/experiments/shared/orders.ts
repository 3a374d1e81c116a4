import type { Surroundings } from '#experiment/define-experiment.ts';
import { openLoop } from '#experiment/open-loop.ts';
import { itemsWhere } from '#experiment/table.ts';

export const paths = ['sync', 'queued'] as const;
export type PathName = (typeof paths)[number];

/** The deployed lab as its callers see it. */
export type Shop = Pick<Surroundings<string>, 'clients' | 'clock' | 'outputs' | 'signal'>;

/** An order to send: when, in ms after the start, for which customer, and whether something is missing in it. */
export interface PlannedOrder {
  offset: number;
  customer: string;
  malformed?: boolean;
}

/** An order that was sent; times in milliseconds of the experiment's clock. */
export interface SentOrder extends PlannedOrder {
  orderId: string;
  /** When its caller meant to send it. */
  sentAt: number;
  status: number;
  replyMs: number;
}

export const accepted = ({ status }: Pick<SentOrder, 'status'>): boolean => status >= 200 && status < 300;

/** Sends the orders on one path, in open loop. `run` sets them apart from those of other runs. */
export function sendOrders(
  { clients, clock, outputs, signal }: Shop,
  path: PathName,
  run: string,
  orders: readonly PlannedOrder[],
): Promise<SentOrder[]> {
  const url = `${path === 'sync' ? outputs.SyncApiUrl : outputs.QueuedApiUrl}/orders`;
  return openLoop({
    arrivals: orders.map(({ offset }) => offset),
    clock,
    signal,
    async send({ index, intendedAt }) {
      const planned = orders[index] as PlannedOrder;
      const orderId = `${run}-${path}-${index + 1}`;
      const order = { orderId, customer: `${run}-${path}-${planned.customer}` };
      const { status } = await clients.http.postJson(
        url,
        planned.malformed ? order : { ...order, item: 'espresso' },
        signal,
      );
      return { ...planned, orderId, sentAt: intendedAt, status, replyMs: clock.now() - intendedAt };
    },
  });
}

/** When each of these customers' orders on a path was paid for, on the experiment's clock, by order id. */
export async function placedAt(
  { clients, clock, outputs }: Shop,
  path: PathName,
  run: string,
  customers: readonly string[],
): Promise<Map<string, number>> {
  const rows = await Promise.all(
    customers.map((customer) =>
      itemsWhere(clients.documents, outputs.TableName ?? '', 'customer', `${run}-${path}-${customer}`),
    ),
  );
  // Handlers read the wall clock, we read one that never goes back: on one machine they differ by a constant.
  const wallAhead = Date.now() - clock.now();
  return new Map(
    rows.flat().map((row) => [String(row.orderId), Date.parse(String(row.placedAt)) - wallAhead]),
  );
}

/** Has as many orders worked on at once as each path can, twice, so that its environments are warm. */
export async function warmUp(shop: Shop & { runId: string }, atOnce: number): Promise<void> {
  const { clock, signal } = shop;
  for (const wave of [1, 2]) {
    const orders = Array.from({ length: atOnce }, (_, index) => ({
      offset: 0,
      customer: `customer-${index}`,
    }));
    await Promise.all(paths.map((path) => sendOrders(shop, path, `${shop.runId}-warm-up-${wave}`, orders)));
    await clock.sleepUntil(clock.now() + 1_000, signal);
  }
}
