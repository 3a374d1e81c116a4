import type { Surroundings } from '#experiment/define-experiment.ts';
import type { Stay } from '#experiment/oldest.ts';
import { openLoop } from '#experiment/open-loop.ts';
import { pollUntil } from '#experiment/poll.ts';
import { queueDepth } from '#experiment/queue.ts';
import { itemsWhere } from '#experiment/table.ts';

/** The two ways to place an order, and where each begins. */
export const routes = { sync: '/sync/orders', queued: '/queued/orders' };
export type Route = keyof typeof routes;

/** The deployed lab as its callers see it. */
export type Shop = Pick<Surroundings<string>, 'clients' | 'clock' | 'outputs' | 'signal'>;

/** An order that was sent; times in milliseconds of the experiment's clock. */
export interface SentOrder {
  orderId: string;
  /** When its caller meant to send it. */
  sentAt: number;
  status: number;
  replyMs: number;
}

export const accepted = ({ status }: Pick<SentOrder, 'status'>): boolean => status >= 200 && status < 300;

/** Sends one order per arrival, in open loop, all for one customer. */
export function sendOrders(
  { clients, clock, outputs, signal }: Shop,
  route: Route,
  customer: string,
  arrivals: readonly number[],
  onReply: (answered: number) => void = () => undefined,
): Promise<SentOrder[]> {
  let answered = 0;
  return openLoop({
    arrivals,
    clock,
    signal,
    async send({ index, intendedAt }) {
      const order = { orderId: `${customer}-${index + 1}`, customer, item: 'espresso' };
      const { status } = await clients.http.postJson(`${outputs.ApiUrl}${routes[route]}`, order, signal);
      answered += 1;
      onReply(answered);
      return { orderId: order.orderId, sentAt: intendedAt, status, replyMs: clock.now() - intendedAt };
    },
  });
}

/** Waits until no message waits or is in flight: until nothing more gets into the table. */
export async function untilQueueIsEmpty(
  { clients, clock, outputs, signal }: Shop,
  patienceMs = 20_000,
): Promise<void> {
  const from = clock.now();
  await pollUntil({
    clock,
    from,
    everyMs: 50,
    until: from + patienceMs,
    signal,
    async check() {
      const { waiting, inFlight } = await queueDepth(clients.sqs, outputs.QueueUrl ?? '');
      return waiting + inFlight === 0;
    },
  });
}

/** Has twice `atOnce` orders worked on, on both routes, so that as many environments are warm. */
export async function warmUp(shop: Shop & { runId: string }, atOnce: number): Promise<void> {
  for (const route of ['sync', 'queued'] as const) {
    for (const wave of [1, 2]) {
      const customer = `${shop.runId}-warm-up-${route}-${wave}`;
      await sendOrders(shop, route, customer, new Array(atOnce).fill(0));
      await untilQueueIsEmpty(shop);
    }
  }
}

/** When each of a customer's orders was paid for, on the experiment's clock, by order id: all that are in the table. */
export async function placedAt(
  { clients, clock, outputs }: Shop,
  customer: string,
): Promise<Map<string, number>> {
  const rows = await itemsWhere(clients.documents, outputs.TableName ?? '', 'customer', customer);
  // Handlers read the wall clock, we read one that never goes back: on one machine they differ by a constant.
  const wallAhead = Date.now() - clock.now();
  return new Map(rows.map((row) => [String(row.orderId), Date.parse(String(row.placedAt)) - wallAhead]));
}

/** Orders with the time at which they were done, for those that are. */
export const stays = (orders: readonly SentOrder[], placed: ReadonlyMap<string, number>): Stay[] =>
  orders.map(({ orderId, sentAt }) => ({ sentAt, doneAt: placed.get(orderId) }));
