import type { APIGatewayProxyEventV2, DynamoDBRecord, SQSEvent } from 'aws-lambda';
import { answerSdk } from '#runner/testing/answer-sdk.ts';
import { MortalProcesses } from '#runner/testing/mortal-processes.ts';
import { replaceMethod } from '#runner/testing/replace-method.ts';
import { Turns } from '#runner/testing/turns.ts';
import { orderIdOf } from '../handlers/order.ts';
import { declinedCard, refusingRestaurant } from '../stand-in/partners.ts';
import { type Setting, shopWith } from './handlers.ts';
import type { Scenario } from './scenario.ts';
import { partnersUrl, type Told, World } from './world.ts';

/** As stack.ts says. */
const maxReceiveCount = 5;

/** How clients are other than the lab means them. */
export interface Clients {
  /** Each attempt has a key of its own. */
  newKeys?: boolean;
  /** Whoever hears nothing does not ask again when all is quiet. */
  giveUp?: boolean;
}

/** What a run came to. */
export interface Outcome {
  /** Of each client the ids under which it sent its order, and those that it was answered with. */
  orders: { sent: ReadonlySet<string>; heard: ReadonlySet<string> }[];
  /** How each order in the table stands, by its id; the others by id, too. */
  rows: Map<string, string>;
  kitchen: Set<string>;
  charged: Set<string>;
  refunded: Set<string>;
}

/**
 * Runs the lab’s handlers through a scenario. Afterwards no process dies any more: clients that heard nothing ask again,
 * dead letters are moved back, and the outbox is looked into until it is empty.
 */
export async function runScenario(
  scenario: Scenario,
  setting: Setting,
  clients: Clients = {},
): Promise<Outcome> {
  const shop = await shopWith(setting);
  const turns = new Turns(scenario.choices);
  const processes = new MortalProcesses(turns, scenario.crashes);
  const actors: Promise<unknown>[] = [];
  const act = (work: () => Promise<unknown>) => actors.push(turns.during(work));
  /** Whether an invocation came to its end. */
  const ends = (handler: () => Promise<unknown>) =>
    processes.invoke(handler).then(
      () => true,
      () => false,
    );

  const kitchen = new Set<string>();
  const deadLetters: Told[] = [];
  let taken = 0;
  let workedOff = 0;

  async function deliver(told: Told): Promise<boolean> {
    await turns.turn();
    const event = { Records: [{ body: JSON.stringify({ detail: told.order }) }] } as SQSEvent;
    if (!(await ends(() => shop.settle(event)))) return false;
    workedOff += 1;
    return !scenario.notDeleted.includes(workedOff);
  }
  async function settle(told: Told, index: number): Promise<void> {
    if (scenario.duplicated.includes(index)) act(() => deliver(told));
    for (let receive = 1; receive <= maxReceiveCount; receive += 1) if (await deliver(told)) return;
    deadLetters.push(told);
  }
  /** What the rules of the bus do with an event. */
  function route(told: Told): void {
    const index = taken++;
    if (told.detailType === 'OrderAccepted') kitchen.add(told.order.orderId);
    if (['OrderReceived', 'OrderPaid'].includes(told.detailType)) act(() => settle(told, index));
  }

  const records: DynamoDBRecord[] = [];
  let isPublishing = false;
  /** The mapping of the table’s stream: a batch comes again until it succeeds. */
  async function publish(): Promise<void> {
    isPublishing = true;
    while (records.length > 0) {
      await turns.turn();
      const batch = records.slice(0, 10);
      if (await ends(() => shop.publish({ Records: batch }))) records.splice(0, batch.length);
    }
    isPublishing = false;
  }
  const world = new World({
    told: route,
    stored(NewImage) {
      if (setting.tell !== 'stream') return;
      records.push({ dynamodb: { NewImage } });
      if (!isPublishing) act(publish);
    },
  });

  const orders = scenario.orders.map((plan) => ({ plan, sent: new Set<string>(), heard: new Set<string>() }));
  async function send(number: number, attempt: number): Promise<void> {
    const { plan, sent, heard } = orders[number] as (typeof orders)[number];
    const key = clients.newKeys ? `${number}.${attempt}` : String(number);
    sent.add(orderIdOf('me', key));
    const request = {
      headers: { 'idempotency-key': key },
      body: JSON.stringify({
        customer: 'me',
        restaurant: plan.isRefused ? refusingRestaurant : 'corner',
        dish: 'soup',
        card: plan.isDeclined ? declinedCard : 'good',
      }),
      isBase64Encoded: false,
    } as unknown as APIGatewayProxyEventV2;
    const reply = await processes.invoke(() => shop.place(request)).catch(() => undefined);
    if (reply) heard.add(JSON.parse(reply.body ?? '{}').orderId);
  }
  async function client(number: number): Promise<void> {
    const { plan, heard } = orders[number] as (typeof orders)[number];
    for (let attempt = 0; attempt < plan.attempts && heard.size === 0; attempt += 1) {
      await turns.turn();
      if (plan.overlapping && attempt < plan.attempts - 1) act(() => send(number, attempt));
      else await send(number, attempt);
    }
  }

  const stopSdk = answerSdk((request) =>
    request.headers['x-amz-target']?.endsWith('.GetParameter')
      ? Promise.resolve(partnersUrl)
      : processes.call(() => world.aws(request)),
  );
  const stopPartners = replaceMethod(
    globalThis,
    'fetch',
    async (url: string, { headers, body }: PartnerCall) => {
      const key = headers['idempotency-key'];
      const status = await processes.call(() => world.partner(new URL(url).pathname, key, JSON.parse(body)));
      return new Response('{}', { status });
    },
  );
  try {
    for (const number of orders.keys()) act(() => client(number));
    for (const after of setting.tell === 'outbox' ? scenario.minutes : [])
      act(async () => {
        for (let left = after; left > 0; left -= 1) await turns.turn();
        await ends(shop.relay);
      });
    await turns.untilQuiet();

    processes.calm();
    for (const [number, { plan, heard }] of orders.entries())
      if (heard.size === 0 && !clients.giveUp) act(() => send(number, plan.attempts));
    for (const told of deadLetters.splice(0)) act(() => settle(told, -1));
    await turns.untilQuiet();
    // What is told may lead to something to tell.
    for (let minute = 0; setting.tell === 'outbox' && minute < 3; minute += 1) {
      act(() => ends(shop.relay));
      await turns.untilQuiet();
    }
    await Promise.all(actors);
    const rows = world.tables.items('Orders');
    return {
      orders,
      rows: new Map(rows.map(({ orderId, status }) => [`${orderId?.S}`, `${status?.S}`])),
      kitchen,
      charged: world.charged,
      refunded: world.refunded,
    };
  } finally {
    stopSdk();
    stopPartners();
    world.tables.close();
  }
}

interface PartnerCall {
  headers: { 'idempotency-key': string };
  body: string;
}
