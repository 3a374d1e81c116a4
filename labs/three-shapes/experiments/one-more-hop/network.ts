import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { partSeed, type Random, seededRandom } from '#experiment/random.ts';

/** How calls fare that cross the network; all of it is made up. */
export interface Conditions {
  /** Milliseconds that each takes, besides what the program takes. */
  hopMs: number;
  /** The part of the calls of each module that is lost, from 0 to 1. */
  lostShare: number;
  /** Of the draws: which calls are lost. */
  seed: number;
}

/** Where an experiment puts the conditions that hold from then on. */
export const conditionsPath = '/network';

/**
 * Stands in for what lies between a caller and a program: every call that crosses it takes longer, and of those of each
 * module a share is answered with 503 and never reaches it. `shopUrl` is where the others go on to.
 */
export async function startNetwork(shopUrl: string) {
  const agent = new Agent({ keepAlive: true });
  let conditions: Conditions = { hopMs: 0, lostShare: 0, seed: 0 };
  /** A stream of draws for each module, so that what one loses does not depend on the order of all calls. */
  let draws = new Map<string, Random>();
  let calls = 0;

  function isLost(path: string): boolean {
    const module = path.split('/')[1] ?? '';
    const draw = draws.get(module) ?? seededRandom(partSeed(conditions.seed, module));
    draws.set(module, draw);
    return draw() < conditions.lostShare;
  }

  function pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const { method, url, headers } = incoming;
    const onward = request(new URL(url ?? '/', shopUrl), { agent, method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
      answer.on('error', () => outgoing.destroy());
    });
    onward.on('error', () => refuse(outgoing, 502));
    incoming.pipe(onward);
  }

  async function cross(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    calls += 1;
    const lost = isLost(incoming.url ?? '');
    if (conditions.hopMs > 0) await wait(conditions.hopMs);
    if (!lost) return pass(incoming, outgoing);
    incoming.resume();
    refuse(outgoing, 503);
  }

  const server = createServer(async (incoming, outgoing) => {
    if (incoming.url !== conditionsPath) return cross(incoming, outgoing);
    conditions = JSON.parse(await text(incoming));
    draws = new Map();
    outgoing.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** How many calls crossed it since it was last asked. */
    takeCalls() {
      const taken = calls;
      calls = 0;
      return taken;
    },
    async close() {
      agent.destroy();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const refuse = (outgoing: ServerResponse, status: number) =>
  outgoing.headersSent || outgoing.writeHead(status, { 'content-type': 'application/json' }).end('{}');
