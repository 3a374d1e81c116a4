import type { Surroundings } from '#experiment/define-experiment.ts';
import { pollUntil } from '#experiment/poll.ts';
import { queueDepth } from '#experiment/queue.ts';
import { isReadable, itemsWhere } from '#experiment/table.ts';

/** How long we wait for an order before we count it as not done: longer than any healthy run needs. */
const patienceMs = 10_000;
const warmUpRounds = [1, 3, 4];

/** The deployed lab as its callers see it, on one of the two routes. */
export interface Shop
  extends Pick<Surroundings<'pollMs'>, 'clients' | 'outputs' | 'parameters' | 'clock' | 'signal'> {
  route: string;
}

/** What one caller saw; times in milliseconds from when the caller meant to send. */
export interface Placed {
  orderId: string;
  status: number;
  replyMs: number;
  /** A consistent read right after the reply found the order. */
  readableAtReply: boolean;
  /** When a consistent read first found the order; the time waited for it in vain otherwise. */
  doneMs: number;
}

/** Sends one order and looks for it in the table, from the moment of sending on. */
export async function placeOrder(
  shop: Shop,
  order: { orderId: string; customer: string; item: string },
  intendedAt: number,
): Promise<Placed> {
  const { clients, clock, outputs, parameters, signal, route } = shop;
  const { orderId } = order;
  const readable = () => isReadable(clients.documents, outputs.TableName ?? '', { orderId }, signal);

  const [reply, doneAt] = await Promise.all([
    (async () => {
      const { status } = await clients.http.postJson(`${outputs.ApiUrl}${route}`, order, signal);
      const replyMs = clock.now() - intendedAt;
      return { status, replyMs, readableAtReply: await readable() };
    })(),
    pollUntil({
      clock,
      from: intendedAt + parameters.pollMs,
      everyMs: parameters.pollMs,
      until: intendedAt + patienceMs,
      signal,
      check: readable,
    }),
  ]);
  return { orderId, ...reply, doneMs: (doneAt ?? clock.now()) - intendedAt };
}

/** Sends orders in a few small waves, so that every later one finds execution environments that are warm. */
export async function warmUp(shop: Shop & { runId: string }): Promise<void> {
  const { clock, route, runId } = shop;
  for (const [round, callers] of warmUpRounds.entries()) {
    await Promise.all(
      Array.from({ length: callers }, (_, caller) => {
        const orderId = `${runId}-warm-up${route.replaceAll('/', '-')}-${round}-${caller}`;
        return placeOrder(shop, { orderId, customer: `${runId}-warm-up`, item: 'espresso' }, clock.now());
      }),
    );
  }
}

/** Waits until no message waits or is in flight: until nothing more can get into the table. */
export async function untilQueueIsEmpty({
  clients,
  clock,
  outputs,
  parameters,
  signal,
}: Shop): Promise<void> {
  const now = clock.now();
  await pollUntil({
    clock,
    from: now,
    everyMs: parameters.pollMs,
    until: now + patienceMs,
    signal,
    async check() {
      const { waiting, inFlight } = await queueDepth(clients.sqs, outputs.QueueUrl ?? '');
      return waiting + inFlight === 0;
    },
  });
}

/** The order id of every row that carries this customer, whoever wrote it. */
export async function storedRows({ clients, outputs }: Shop, customer: string): Promise<unknown[]> {
  const rows = await itemsWhere(clients.documents, outputs.TableName ?? '', 'customer', customer);
  return rows.map(({ orderId }) => orderId);
}
