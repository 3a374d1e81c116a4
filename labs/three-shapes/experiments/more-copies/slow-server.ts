import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** Where a request goes, and in how many milliseconds. */
interface Way {
  port: number;
  afterMs: number;
}

/**
 * A server on loopback that holds each request back and then hands it on as it is. `wayOf` says of a path where to and
 * when; without a way the answer is 503, as a load balancer gives it that has no target.
 */
export async function startSlowServer(wayOf: (path: string) => Way | undefined) {
  const agent = new Agent({ keepAlive: true });
  const server = createServer(async (incoming, outgoing) => {
    const { method, url: path = '/', headers } = incoming;
    const refuse = (status: number) => outgoing.headersSent || outgoing.writeHead(status).end('{}');
    const way = wayOf(path);
    if (!way) {
      incoming.resume();
      refuse(503);
      return;
    }
    await wait(way.afterMs);
    const { port } = way;
    const onward = request({ agent, host: '127.0.0.1', port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
      answer.on('error', () => outgoing.destroy());
    });
    onward.on('error', () => refuse(502));
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      agent.destroy();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
