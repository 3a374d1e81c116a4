import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TargetGroup } from './target-group.ts';
import type { ToldRequest } from './told-request.ts';

/** How long it waits for a target that says nothing, as by default on AWS. */
const idleTimeoutMs = 60_000;

/**
 * A load balancer on loopback: sends each request to the target whose turn it is in the group that `groupOf` gives for
 * its path. Its own answers are those of an Application Load Balancer: 503 without a target, 502 when the target breaks
 * the connection off or takes none, 504 when it stays silent. It sends no request twice. What becomes of a request it
 * tells to what `tellOf` makes of it.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html
 */
export async function startLoadBalancer(
  groupOf: (path: string) => TargetGroup | undefined,
  tellOf: (request: IncomingMessage) => ToldRequest | undefined = () => undefined,
) {
  const agent = new Agent({ keepAlive: true });

  function pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const told = tellOf(incoming);
    const port = groupOf(incoming.url ?? '')?.next();
    const refuse = (status: number, outcome: 'crashed' | 'timed-out') => {
      if (outgoing.headersSent) return;
      outgoing.writeHead(status).end('{}');
      told?.answered(status, outcome);
    };
    if (port === undefined) {
      incoming.resume();
      refuse(503, 'crashed');
      return;
    }
    const { method, url, headers } = incoming;
    const onward = request({ agent, host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
      const { statusCode = 502, headers: answered } = answer;
      outgoing.writeHead(statusCode, answered);
      told?.answered(statusCode, 'succeeded');
      answer.pipe(outgoing);
      answer.on('error', () => outgoing.destroy());
    });
    onward.on('socket', (socket) => {
      const taken = () => told?.taken(port);
      if (socket.connecting) socket.once('connect', taken);
      else taken();
    });
    onward.on('error', () => refuse(502, 'crashed'));
    onward.setTimeout(idleTimeoutMs, () => {
      refuse(504, 'timed-out');
      onward.destroy();
    });
    incoming.pipe(onward);
  }

  const server = createServer(pass);
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
