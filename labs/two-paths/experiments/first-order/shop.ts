import type { Surroundings } from '#experiment/define-experiment.ts';
import { openLoop } from '#experiment/open-loop.ts';
import { pollUntil } from '#experiment/poll.ts';
import { queueDepth } from '#experiment/queue.ts';
import { isReadable, itemsWhere } from '#experiment/table.ts';

/** More orders than ever overlap in a repetition. */
const warmEnvironments = 8;

/** The deployed lab as its callers see it, on one of the two routes. */
export interface Shop
  extends Pick<
    Surroundings<'pollMs' | 'patienceMs' | 'serviceMs'>,
    'clients' | 'outputs' | 'parameters' | 'clock' | 'signal'
  > {
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
      until: intendedAt + parameters.patienceMs,
      signal,
      check: readable,
    }),
  ]);
  return { orderId, ...reply, doneMs: (doneAt ?? clock.now()) - intendedAt };
}

/** Sends two waves of overlapping orders, so that every later one finds an execution environment that is warm. */
export async function warmUp(shop: Shop & { runId: string }): Promise<void> {
  const { clock, parameters, route, runId, signal } = shop;
  const apartMs = parameters.serviceMs / warmEnvironments;
  const customer = `${runId}-warm-up`;
  for (const wave of [1, 2]) {
    await openLoop({
      arrivals: Array.from({ length: warmEnvironments }, (_, index) => index * apartMs),
      clock,
      signal,
      send: ({ index, intendedAt }) => {
        const orderId = `${customer}${route.replaceAll('/', '-')}-${wave}-${index}`;
        return placeOrder(shop, { orderId, customer, item: 'espresso' }, intendedAt);
      },
    });
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
    until: now + parameters.patienceMs,
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
