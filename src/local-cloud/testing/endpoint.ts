import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/**
 * An HTTP endpoint that answers with the request that it got, as JSON; below `/status/<n>` with that status, at `/headers`
 * with headers of its own, and at `/never` not at all. Paths may have something before them.
 */
export async function startEndpoint(t: TestContext): Promise<{ origin: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method, url = '', headers } = request;
      if (url.includes('/never')) return;
      response.setHeader('x-own', 'endpoint');
      if (url.includes('/headers')) {
        const own = ['www-authenticate', 'authorization', 'content-md5', 'server', 'user-agent', 'via'];
        for (const name of own) response.setHeader(name, 'endpoint');
        response.end('{}');
        return;
      }
      response.statusCode = Number(/\/status\/(\d+)/.exec(url)?.[1] ?? 200);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ method, url, headers, body: Buffer.concat(parts).toString('utf8') }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  t.after(close);
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
