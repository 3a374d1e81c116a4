import type { Surroundings } from '#experiment/define-experiment.ts';
import { warmUpEnvironments } from '#experiment/warm-up.ts';

/** The deployed lab as a client of it sees it. */
export type ViewApi = Pick<Surroundings<string>, 'clients' | 'outputs' | 'signal'>;

/** What the reply to an order says of it. */
export interface Written {
  orderId: string;
  version: number;
}

/** How a client reads its orders: with strong consistency, or with the version that it wrote. */
export interface Reading {
  consistent?: boolean;
  token?: Written;
}

/** Places an order, or changes the one whose id it has. Throws when it is not answered with 201. */
export async function placeOrder(
  { clients, outputs, signal }: ViewApi,
  order: { customer: string; item: string; orderId?: string },
): Promise<Written> {
  const { status, body } = await clients.http.postJson(`${outputs.ApiUrl}/orders`, order, signal);
  if (status !== 201) throw new Error(`The order was answered with ${status}: ${body}`);
  return JSON.parse(body);
}

/** Reads “my orders”; `looks` is how often the view was read for it. Throws when it is not answered with 200. */
export async function listOrders(
  { clients, outputs, signal }: ViewApi,
  customer: string,
  { consistent, token }: Reading,
): Promise<{ orders: Written[]; looks: number }> {
  const query = new URLSearchParams({
    ...(consistent && { consistent: '1' }),
    ...(token && { seen: `${token.orderId}.${token.version}` }),
  });
  const url = `${outputs.ApiUrl}/customers/${customer}/orders?${query}`;
  const { status, body } = await clients.http.get(url, signal);
  if (status !== 200) throw new Error(`The list was answered with ${status}: ${body}`);
  return JSON.parse(body);
}

/** Places and lists `atOnce` orders side by side, so that as many environments are warm, and the view has them all. */
export async function warmUp(api: ViewApi & { runId: string }, atOnce: number): Promise<void> {
  await warmUpEnvironments(atOnce, async (index) => {
    const customer = `${api.runId}-warm-up-${index}`;
    const token = await placeOrder(api, { customer, item: 'espresso' });
    await listOrders(api, customer, { token });
  });
}
