import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type Interruption, interruptionOf } from './cards.ts';
import { Deliveries } from './deliveries.ts';
import { Ledger } from './ledger.ts';

interface Settings {
  /** How long a charge takes. */
  serviceMs: number;
  /** How long a caller waits for us: an interrupted answer comes later than that. */
  deadlineMs: number;
  /** Where events are sent to, and what they are signed with. */
  webhookUrl: string;
  secret: string;
}

/**
 * A payment provider on loopback: it authorises, captures, voids and lists charges, and keeps its promise for an
 * idempotency key. The card of a charge can ask for an interruption, as the test cards of providers do.
 */
export async function startProvider({ serviceMs, deadlineMs, webhookUrl, secret }: Settings) {
  const ledger = new Ledger();
  const deliveries = new Deliveries({ url: webhookUrl, secret, againMs: 2 * serviceMs });
  const seen = new Set<string>();
  const tooLateMs = deadlineMs + 2 * serviceMs;
  let working = 0;
  let standing = ledger.standingByCard();

  async function authorize(request: IncomingMessage, answer: Answer): Promise<void> {
    const body = await bodyOf(request);
    const { orderId, card, amount } = body;
    if (![orderId, card].every((each) => typeof each === 'string') || !Number.isInteger(amount))
      return answer(400, { message: 'A charge needs orderId, card and amount. Send all three.' });
    const interruption: Interruption = seen.has(card) ? 'none' : interruptionOf(card);
    seen.add(card);
    if (interruption === 'before') {
      await wait(tooLateMs);
      return answer(503, { message: 'The request did not get through.' });
    }
    const key = request.headers['idempotency-key'] as string | undefined;
    const begun = ledger.begin({ orderId, card, amount }, key);
    if (begun === 'in use')
      return answer(409, { message: 'The first request with this key is at work. Try again.' });
    if (begun === 'other request')
      return answer(400, { message: 'This key was used for another charge. Make a new one.' });
    if (begun === 'declined') return answer(402, declined);
    if (begun !== 'go') return answer(201, begun);
    await wait(interruption === 'while' ? tooLateMs : serviceMs);
    if (card === 'declined') {
      ledger.decline(key);
      return answer(402, declined);
    }
    const charge = ledger.authorize({ orderId, card, amount }, key);
    void deliveries.tell(charge);
    if (interruption === 'after') await wait(tooLateMs - serviceMs);
    return answer(201, charge);
  }

  async function answerTo(request: IncomingMessage, answer: Answer): Promise<void> {
    const [, resource, id = '', action] = (request.url ?? '').split('/');
    if (resource !== 'charges') return answer(404, { message: 'There is no such resource.' });
    if (id === '')
      return request.method === 'GET' ? answer(200, { charges: ledger.charges }) : authorize(request, answer);
    await wait(serviceMs);
    const before = ledger.charges.find((each) => each.id === id)?.version;
    const charge =
      action === 'capture' ? ledger.capture(id) : action === 'void' ? ledger.void(id) : undefined;
    if (charge && charge.version !== before) void deliveries.tell(charge);
    return charge ? answer(200, charge) : answer(404, { message: `There is no charge ${id} to ${action}.` });
  }

  const server = createServer(async (request, response) => {
    working += 1;
    try {
      await answerTo(request, answerWith(response));
    } catch (error) {
      answerWith(response)(500, { message: String(error) });
    } finally {
      working -= 1;
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    port: (server.address() as AddressInfo).port,
    /**
     * `working`: requests that are not done; `underWay`: events that are not acknowledged; `answers`: of the webhook;
     * `card <token>`: how many more charges stand on a card than when it was last asked; below 0 where some were voided.
     */
    takeReadings() {
      const stood = standing;
      standing = ledger.standingByCard();
      const readings: Record<string, number> = {
        working,
        underWay: deliveries.underWay,
        answers: deliveries.takeAnswers(),
      };
      for (const card of new Set([...stood.keys(), ...standing.keys()])) {
        const more = (standing.get(card) ?? 0) - (stood.get(card) ?? 0);
        if (more !== 0) readings[`card ${card}`] = more;
      }
      return readings;
    },
    async close() {
      deliveries.close();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const declined = { message: 'The card was declined.' };

type Answer = (status: number, body: object) => void;

function answerWith(response: ServerResponse): Answer {
  return (status, body) => {
    if (response.writableEnded || response.destroyed) return;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
}

async function bodyOf(request: IncomingMessage) {
  let text = '';
  for await (const piece of request.setEncoding('utf8')) text += piece;
  return JSON.parse(text);
}
