import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '#experiment/random.ts';

/** How one of the two payment providers answers. */
export interface Manners {
  /** Time to an answer. */
  ms: number;
  /** Part of the calls that it answers with `status` instead of taking money. */
  fails: number;
  /** Part of the orders whose first call it answers so; the second is enough. */
  failsFirst?: number;
  status: number;
}

/** Stands in for two payment providers behind one address, on loopback: `active` takes the calls. */
export interface Provider {
  url: string;
  active: 'first' | 'second';
  manners: Record<Provider['active'], Manners>;
  /** How often money was taken, by order. */
  charges: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

/**
 * Starts it. A call names its order in the body; a call with an `idempotency-key` that was there before takes no money
 * again, as payment providers do it.
 */
export async function startProvider(manners: Manners, random: Random): Promise<Provider> {
  const charges = new Map<string, number>();
  const keys = new Set<string>();
  const called = new Set<string>();
  const server = createServer(async (request, response) => {
    const { ms, fails, failsFirst = 0, status } = provider.manners[provider.active];
    const orderId = await textOf(request);
    const isFirst = !called.has(orderId);
    called.add(orderId);
    await wait(ms * (0.8 + 0.4 * random()));
    if (random() < (isFirst ? fails + failsFirst : fails)) return response.writeHead(status).end();
    const key = request.headers['idempotency-key']?.toString();
    if (key === undefined || !keys.has(key)) charges.set(orderId, (charges.get(orderId) ?? 0) + 1);
    if (key !== undefined) keys.add(key);
    return response.writeHead(200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const provider: Provider = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/payments`,
    active: 'first',
    manners: { first: { ...manners }, second: { ...manners } },
    charges,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return provider;
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
