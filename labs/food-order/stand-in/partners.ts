import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';

/** The card that is declined, and the restaurant that refuses: as the test cards of a payment provider. */
export const declinedCard = 'declined';
export const refusingRestaurant = 'full-house';

/**
 * A server on loopback in the place of a payment provider and of the restaurants. `POST /charges` and `POST /tickets` take
 * `serviceMs`, and `POST /refunds` no time. The same idempotency key is one charge, one ticket, one refund.
 */
export async function startPartners({ serviceMs }: { serviceMs: number }) {
  const before = new Map<string, number>();
  let counts = nothingYet();

  /** 201 for yes. Counted when it is new. */
  function decide(path: string, { card, restaurant }: { card?: string; restaurant?: string }): number {
    if (path === '/charges') {
      if (card === declinedCard) return 402;
      counts.charged += 1;
    } else if (path === '/tickets') {
      if (restaurant === refusingRestaurant) return 409;
      counts.accepted += 1;
    } else if (path === '/refunds') counts.refunded += 1;
    else return 404;
    return 201;
  }

  const server = createServer(async (request, response) => {
    const body = (await json(request)) as { card?: string; restaurant?: string };
    const path = request.url ?? '';
    if (path !== '/refunds') await wait(serviceMs);
    const key = `${path} ${request.headers['idempotency-key']}`;
    const status = before.get(key) ?? decide(path, body);
    before.set(key, status);
    response.writeHead(status).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    takeReadings() {
      const taken = counts;
      counts = nothingYet();
      return taken;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** Cards charged, charges given back, orders that restaurants took. */
const nothingYet = () => ({ charged: 0, refunded: 0, accepted: 0 });
