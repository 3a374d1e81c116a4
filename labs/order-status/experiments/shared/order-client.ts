import type { Surroundings } from '#experiment/define-experiment.ts';
import { pollUntil } from '#experiment/poll.ts';
import { queueDepth } from '#experiment/queue.ts';
import { warmUpEnvironments } from '#experiment/warm-up.ts';

/** The deployed lab as a client of it sees it. */
export type OrderApi = Pick<Surroundings<string>, 'clients' | 'clock' | 'outputs' | 'signal'>;

/** What the status route says of an order; `unknown` is its 404. */
export type Told = 'unknown' | 'pending' | 'placed';

/** Sends one order; gives the reply's status, and the order's id when it was accepted. */
export async function placeOrder(
  { clients, outputs, signal }: OrderApi,
  order: { customer: string; item: string },
): Promise<{ status: number; orderId: string }> {
  const { status, body } = await clients.http.postJson(`${outputs.ApiUrl}/orders`, order, signal);
  return { status, orderId: status === 202 ? JSON.parse(body).orderId : '' };
}

/** Asks once how an order stands. Throws when the answer is neither 200 nor 404. */
export async function askStatus({ clients, outputs, signal }: OrderApi, orderId: string): Promise<Told> {
  const { status, body } = await clients.http.get(`${outputs.ApiUrl}/orders/${orderId}`, signal);
  if (status === 404) return 'unknown';
  if (status !== 200) throw new Error(`The status route answered ${status}: ${body}`);
  return JSON.parse(body).status;
}

/** Waits until no message waits or is in flight: until nothing more can get into the table. */
export async function untilDrained({ clients, clock, outputs, signal }: OrderApi): Promise<void> {
  const from = clock.now();
  const check = async () => {
    const { waiting, inFlight } = await queueDepth(clients.sqs, outputs.QueueUrl ?? '');
    return waiting + inFlight === 0;
  };
  await pollUntil({ clock, from, everyMs: 50, until: from + 30_000, signal, check });
}

/** Has orders accepted, worked on and asked about, `atOnce` side by side, so that as many environments are warm. */
export async function warmUp(api: OrderApi & { runId: string }, atOnce: number): Promise<void> {
  await warmUpEnvironments(atOnce, async () => {
    const { orderId } = await placeOrder(api, { customer: `${api.runId}-warm-up`, item: 'espresso' });
    await askStatus(api, orderId);
  });
  await untilDrained(api);
}
