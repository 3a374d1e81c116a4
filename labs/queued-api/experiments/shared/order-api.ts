import type { Surroundings } from '#experiment/define-experiment.ts';
import { openLoop } from '#experiment/open-loop.ts';
import { pollUntil } from '#experiment/poll.ts';
import { queueDepth } from '#experiment/queue.ts';
import { itemsWhere } from '#experiment/table.ts';

/** The deployed lab as an experiment uses it. */
export type OrderApi = Pick<Surroundings<string>, 'clients' | 'clock' | 'outputs' | 'signal'>;

/** An order that was sent; times in milliseconds of the experiment's clock. */
export interface SentOrder {
  orderId: string;
  /** When its caller meant to send it. */
  sentAt: number;
  status: number;
  /** Time to the reply. */
  acceptMs: number;
}

/** A row of the table. */
export interface StoredOrder {
  orderId: string;
  customer: string;
  /** When the handler wrote it, on the experiment's clock. */
  storedAt: number;
  /** How often the customer was charged. */
  charges: number;
  status?: string;
}

/** Sends one order per arrival, in open loop, for one customer. */
export function sendOrders(
  api: OrderApi,
  customer: string,
  arrivals: readonly number[],
  onReply: (answered: number) => void = () => undefined,
): Promise<SentOrder[]> {
  const { clients, clock, outputs, signal } = api;
  let answered = 0;
  return openLoop({
    arrivals,
    clock,
    signal,
    async send({ index, intendedAt }) {
      const order = { orderId: `${customer}-${index + 1}`, customer, item: 'espresso' };
      const { status } = await clients.http.postJson(`${outputs.ApiUrl}/orders`, order, signal);
      onReply(++answered);
      return { orderId: order.orderId, sentAt: intendedAt, status, acceptMs: clock.now() - intendedAt };
    },
  });
}

export const accepted = ({ status }: Pick<SentOrder, 'status'>): boolean => status >= 200 && status < 300;

/** Has twice `atOnce` orders worked on before anything is measured, so that as many environments are warm. */
export async function warmUp(api: OrderApi & { runId: string }, atOnce: number): Promise<void> {
  await sendOrders(
    api,
    `${api.runId}-warm-up-${Math.round(api.clock.now())}`,
    Array.from({ length: 2 * atOnce }, () => 0),
  );
  await untilDrained(api);
}

/** Waits until no message waits or is in flight, and gives the time of that; undefined when it takes too long. */
export async function untilDrained(
  { clients, clock, outputs, signal }: OrderApi,
  { everyMs = 50, patienceMs = 30_000 } = {},
): Promise<number | undefined> {
  const from = clock.now();
  return pollUntil({
    clock,
    from,
    everyMs,
    until: from + patienceMs,
    signal,
    async check() {
      const { waiting, inFlight } = await queueDepth(clients.sqs, outputs.QueueUrl ?? '');
      return waiting + inFlight === 0;
    },
  });
}

/** The rows of one customer's orders, whoever wrote them, by order id. */
export async function storedOrders(
  { clients, clock, outputs }: OrderApi,
  customer: string,
): Promise<Map<string, StoredOrder>> {
  const rows = await itemsWhere(clients.documents, outputs.TableName ?? '', 'customer', customer);
  // Handlers read the wall clock, we read one that never goes back: on one machine they differ by a constant.
  const wallAhead = Date.now() - clock.now();
  return new Map(
    rows.map((row) => {
      const stored = { ...row, storedAt: Number(row.storedAt) - wallAhead } as StoredOrder;
      return [stored.orderId, stored];
    }),
  );
}
