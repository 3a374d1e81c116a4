import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { account } from '../kernel/account.ts';
import { refusalOf } from '../kernel/loopback.ts';
import { inThisRegion } from '../kernel/region.ts';
import { accessKeyIdOf } from './access-key.ts';
import { buildApp, FauxqsSnsStore, FauxqsSqsStore } from './fauxqs-internals.ts';
import { leaveWithRegion } from './leave-with-region.ts';
import { isForOtherRegion } from './other-region.ts';

/**
 * fauxqs's server for one service, to listen on loopback: what the other service would store goes nowhere. Strangers are
 * refused; `onCall` gets the caller's access key id and runs what follows.
 */
export function fauxqsApp(options: {
  stores: { sqsStore: FauxqsSqsStore } | { snsStore: FauxqsSnsStore };
  onCall(accessKeyId: string, call: () => void): void;
}): FastifyInstance {
  const app = buildApp({
    logger: false,
    defaultRegion: account.region,
    stores: { sqsStore: new FauxqsSqsStore(), snsStore: new FauxqsSnsStore(), ...options.stores },
  });
  leaveWithRegion(app.server);
  const onCall = inThisRegion(options.onCall);
  const isElsewhere = inThisRegion(isForOtherRegion);
  app.addHook('onRequest', (request, reply, done) => {
    const refusal = refusalOf(request);
    if (refusal) {
      reply.code(403).type('text/plain').send(refusal);
      return;
    }
    if (isElsewhere(request.raw, reply.raw)) reply.hijack();
    else onCall(accessKeyIdOf(request.headers), done);
  });
  app.addHook('onSend', async (_request, reply, payload) => {
    if (reply.hasHeader(idHeader)) return;
    const isXml = String(reply.getHeader('content-type')).startsWith('text/xml');
    const [, id] = (isXml && /<RequestId>([^<]+)</.exec(String(payload))) || [];
    reply.header(idHeader, id ?? randomUUID());
  });
  return app;
}

/** By which SDKs know the request; XML says it in the answer too. */
const idHeader = 'x-amzn-requestid';
