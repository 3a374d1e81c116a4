import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2, SQSEvent } from 'aws-lambda';
import { answerSdk, type SdkAnswer, type SdkRequest } from '#runner/testing/answer-sdk.ts';
import { loadHandlers } from '#runner/testing/deployed-handlers.ts';
import { MortalProcesses } from '#runner/testing/mortal-processes.ts';
import { TablesInMemory, tableKeyedBy } from '#runner/testing/tables-in-memory.ts';
import { Turns } from '#runner/testing/turns.ts';
import type { OrderRequest } from '../handlers/order.ts';
import { FifoQueue } from './fifo-queue.ts';
import type { Move } from './scenario.ts';

/** The settings in stack.ts. */
export interface Setting {
  paysOnce: boolean;
  keepsNewer: boolean;
  shareOf: 'requests' | 'customers';
}

/** What a run came to. */
export interface Outcome {
  /** Requests that were answered 200 or 202. */
  answered: OrderRequest[];
  /** How often each request was paid for, by its key. */
  payments: Map<string, number>;
  /** By order, the version that is stored. */
  stored: Map<string, number>;
}

/** Runs the lab’s handlers through a move. Afterwards no process dies any more, and the queue is worked off. */
export async function runMove(move: Move, setting: Setting): Promise<Outcome> {
  const { receive, workOff } = await handlersWith(setting);
  const turns = new Turns(move.choices);
  const processes = new MortalProcesses(turns, move.crashes);
  const tables = new TablesInMemory(tableKeyedBy('Orders', 'orderId'), tableKeyedBy('Payments', 'paymentId'));
  const actors: Promise<unknown>[] = [];
  const act = (work: () => Promise<unknown>) => actors.push(turns.during(work));
  let step = 'sync';
  let workedOff = 0;

  const queue = new FifoQueue({
    act,
    async deliver(body) {
      await turns.turn();
      const event = { Records: [{ body }] } as SQSEvent;
      const isDone = await processes
        .invoke(() => workOff(event))
        .then(
          () => true,
          () => false,
        );
      if (isDone) workedOff += 1;
      return isDone && !move.notDeleted.includes(workedOff);
    },
  });
  const answered: OrderRequest[] = [];
  async function client({ customer, versions }: Move['orders'][number], order: number): Promise<void> {
    for (let version = 1; version <= versions; version += 1) {
      const request = {
        orderId: `order-${order}`,
        customer: `customer-${customer}`,
        item: 'espresso',
        version,
      };
      const event = { body: JSON.stringify(request), isBase64Encoded: false } as APIGatewayProxyEventV2;
      // Under its key it is sent again until there is an answer.
      for (let reply: unknown; reply === undefined; ) {
        await turns.turn();
        reply = await processes.invoke(() => receive(event)).catch(() => undefined);
      }
      answered.push(request);
    }
  }
  async function changeSteps(): Promise<void> {
    for (const next of move.steps) {
      for (let left = next.after; left > 0; left -= 1) await turns.turn();
      step = next.step;
    }
  }
  function answer(request: SdkRequest): Promise<SdkAnswer> | SdkAnswer {
    const target = request.headers['x-amz-target'];
    if (target?.endsWith('.GetParameter')) return json({ Parameter: { Value: step } });
    if (!target?.endsWith('.SendMessage')) return tables.answer(request);
    const { MessageBody, MessageGroupId, MessageDeduplicationId } = JSON.parse(request.body);
    queue.send(MessageBody, MessageGroupId, MessageDeduplicationId);
    // The SDK compares it with what it sent.
    const MD5OfMessageBody = createHash('md5').update(MessageBody).digest('hex');
    return json({ MessageId: MessageDeduplicationId, SequenceNumber: '1', MD5OfMessageBody });
  }

  const stop = answerSdk((request) => processes.call(() => answer(request)));
  try {
    for (const [index, order] of move.orders.entries()) act(() => client(order, index));
    act(changeSteps);
    await turns.untilQuiet();
    processes.calm();
    queue.redrive();
    await turns.untilQuiet();
    await Promise.all(actors);
    return {
      answered,
      payments: countBy(tables.items('Payments').map(({ key }) => `${key?.S}`)),
      stored: new Map(
        tables.items('Orders').map(({ orderId, version }) => [`${orderId?.S}`, Number(version?.N)]),
      ),
    };
  } finally {
    stop();
    tables.close();
  }
}

interface Handlers {
  receive: typeof import('../handlers/receive-order.ts').handler;
  workOff: typeof import('../handlers/work-off.ts').handler;
}
const deployed = new Map<string, Promise<Handlers>>();

function handlersWith(setting: Setting): Promise<Handlers> {
  const name = JSON.stringify(setting);
  const handlers = deployed.get(name) ?? load(setting);
  deployed.set(name, handlers);
  return handlers;
}

async function load({ paysOnce, keepsNewer, shareOf }: Setting): Promise<Handlers> {
  const loaded = await loadHandlers(new URL('../handlers/', import.meta.url), ['receive-order', 'work-off'], {
    ORDERS_TABLE_NAME: 'Orders',
    PAYMENTS_TABLE_NAME: 'Payments',
    QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/123456789012/orders.fifo',
    STEP_NAME: 'Step',
    STEP_KEPT_MS: '0',
    SERVICE_MS: '0',
    PAYS_ONCE: paysOnce ? '1' : '0',
    KEEPS_NEWER: keepsNewer ? '1' : '0',
    SHARE_OF: shareOf,
  });
  return { receive: loaded['receive-order'].handler, workOff: loaded['work-off'].handler } as Handlers;
}

const countBy = (keys: string[]) =>
  new Map([...Map.groupBy(keys, (key) => key)].map(([key, all]) => [key, all.length]));

const json = (body: object): SdkAnswer => ({
  statusCode: 200,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify(body),
});
