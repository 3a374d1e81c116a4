import type { Clients } from '#experiment/clients.ts';

interface Shop {
  outputs: Record<string, string>;
  clients: Pick<Clients, 'http'>;
  signal: AbortSignal;
}

/** What the shop answered: its status, or 0 when there was no answer at all, and the JSON in it. */
export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** Asks the shop as a browser would, and does not mind an error. */
export async function askShop(
  { outputs, clients, signal }: Shop,
  path: string,
  order?: object,
): Promise<Answer> {
  const url = `${outputs.ShopUrl}${path}`;
  try {
    const { http } = clients;
    const { status, body } = await (order ? http.postJson(url, order, signal) : http.get(url, signal));
    return { status, body: parse(body) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Error) return { status: 0, body: {} };
    throw error;
  }
}

function parse(body: string): Record<string, unknown> {
  try {
    return JSON.parse(body);
  } catch {
    return {};
  }
}

/** A good request to each endpoint but the recommendations, by what it needs. */
export const goodRequests = {
  catalog: (shop: Shop) => askShop(shop, '/products/espresso'),
  orders: (shop: Shop) => askShop(shop, '/orders', { customer: 'me', item: 'espresso' }),
  page: (shop: Shop) => askShop(shop, '/pages/me'),
};

/**
 * The same tests in every shape: requests, good ones and bad ones, and what has to come. Gives how many were passed, and
 * of how many.
 */
export async function passTests(shop: Shop): Promise<{ passed: number; of: number }> {
  const placed = await askShop(shop, '/orders', { customer: 'me', item: 'espresso' });
  const tests: [Promise<Answer> | Answer, status: number, (body: Answer['body']) => boolean][] = [
    [placed, 201, ({ orderId }) => typeof orderId === 'string'],
    [askShop(shop, `/orders/${placed.body.orderId}`), 200, ({ item }) => item === 'espresso'],
    [askShop(shop, '/orders/unknown'), 404, () => true],
    [askShop(shop, '/orders', { customer: 'me' }), 400, () => true],
    [askShop(shop, '/products/espresso'), 200, ({ price }) => price === 3],
    [askShop(shop, '/products/tea'), 404, () => true],
    [askShop(shop, '/recommendations/me'), 200, ({ items }) => Array.isArray(items)],
    [askShop(shop, '/pages/me'), 200, ({ product, items }) => product !== undefined && Array.isArray(items)],
  ];
  const results = await Promise.all(
    tests.map(async ([answer, expected, isRight]) => {
      const { status, body } = await answer;
      return status === expected && isRight(body);
    }),
  );
  return { passed: results.filter(Boolean).length, of: results.length };
}
