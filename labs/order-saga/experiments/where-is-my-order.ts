import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import { pollUntil } from '#experiment/poll.ts';
import { putOnSale } from './shared/stock.ts';
import { answersOf } from './where-is-my-order/answers.ts';
import type { Asking, Cloud, Inquiry } from './where-is-my-order/asking.ts';
import { askDurableFunction } from './where-is-my-order/by-durable-function.ts';
import { askLog } from './where-is-my-order/by-log.ts';
import { askStateMachine } from './where-is-my-order/by-state-machine.ts';
import { askTables } from './where-is-my-order/by-tables.ts';
import { changesBetween } from './where-is-my-order/changes.ts';
import { claims } from './where-is-my-order/claims.ts';
import { type Fate, fates, ordersOf } from './where-is-my-order/orders.ts';

/** Every step is tried so often that nothing is given up while one looks. */
const common = { stepTimeoutSeconds: 6, visibilityTimeoutSeconds: 6, attempts: 50, sweep: 0 };
const variant = (
  label: string,
  pipeline: string[],
  context: Record<string, string | number>,
  keeps: string,
) => ({
  label,
  pipeline,
  context: { ...common, ...context },
  parameters: { keeps: { label: 'who keeps the course of an order', value: keeps } },
});
const ways: Record<
  string,
  { ask(cloud: Cloud, asking: Asking): Inquiry; context: Record<string, string | number> }
> = {
  events: { ask: askTables, context: { way: 'choreographed' } },
  'event-log': { ask: askLog, context: { way: 'choreographed', eventLog: 1 } },
  'durable-function': { ask: askDurableFunction, context: { way: 'orchestrated' } },
  'state-machine': { ask: askStateMachine, context: { way: 'state-machine' } },
};
const byEvents = ['HTTP API', 'Lambda', 'EventBridge', 'SQS', 'Lambda', 'DynamoDB'];
const orders = (label: string, value: number, injected?: string) => ({
  label: `orders ${label}`,
  value,
  unit: 'orders',
  ...(injected && { injected }),
});
const failing =
  'The function throws before its handler runs, at every attempt, until the questions are answered.';
const places = (label: string) => ({ label, unit: 'places', better: 'lower' as const });
const right = (label: string) => ({ label, unit: 'orders', better: 'higher' as const });

export default defineExperiment({
  question:
    'A customer asks where the order is, support asks why it failed, the pager asks how many are stuck. Which of these can be answered, and in how many places does one look?',
  nextStep:
    'In labs/order-saga/experiments/where-is-my-order/by-tables.ts, answer whereIs from the table of the orders alone: which orders are answered wrong now?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders -H 'content-type: application/json' -d '{"orderId":"mine","item":"espresso","card":"declined","address":"Rhine 1"}'`,
  ],
  repetitions: 3,
  // Counts of calls and places, asked when nothing moves: a busy machine makes it later and not different.
  tolerance: { loopLag: 50, sendDrift: 50, cpuTaken: 2 },
  parameters: {
    fine: orders('with nothing wrong', 2),
    declined: orders('whose card is declined', 2),
    noCourier: orders('that no courier takes', 2),
    stuckInShipping: orders('whose shipping function fails', 2, failing),
    stuckInPayment: orders('whose payment function fails', 5, failing),
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for a payment provider.',
    },
  },
  variants: {
    events: variant('events', byEvents, ways.events?.context ?? {}, 'nobody: each service its own step'),
    'event-log': variant(
      'events, with a log',
      byEvents,
      ways['event-log']?.context ?? {},
      'a table of all events',
    ),
    'durable-function': variant(
      'durable function',
      ['HTTP API', 'Lambda', 'Lambda (durable)', 'Lambda', 'DynamoDB'],
      ways['durable-function']?.context ?? {},
      'Lambda, as the history of a durable execution',
    ),
    'state-machine': variant(
      'state machine',
      ['HTTP API', 'Lambda', 'Step Functions', 'Lambda', 'DynamoDB'],
      ways['state-machine']?.context ?? {},
      'Step Functions, as the history of an execution',
    ),
  },
  metrics: {
    whereRight: right('orders of which it is found where they are'),
    wherePlaces: places('“Where is this order?”, most places asked'),
    whereCalls: { label: '“Where is this order?”, most calls', unit: 'calls', better: 'lower' },
    whyRight: right('refused orders of which it is found who refused'),
    whyPlaces: places('“Who refused it?”, most places asked'),
    undoneRight: right('refused orders of which it is found what was taken back'),
    undonePlaces: places('“What was taken back?”, most places asked'),
    errorFound: right('stuck orders of which the error is found'),
    stuckFound: { label: 'orders found to be stuck in payment', unit: 'orders', better: 'neither' },
    stuckPlaces: places('“How many are stuck in payment?”, places asked'),
    stuckCalls: { label: '“How many are stuck in payment?”, calls', unit: 'calls', better: 'lower' },
    added: { label: 'resources that the step of payment adds', unit: 'resources', better: 'lower' },
    changed: { label: 'resources of others that it changes', unit: 'resources', better: 'lower' },
  },
  series: {},
  predictions: [
    {
      kind: 'number',
      id: 'places-with-events',
      prompt:
        'Events join the steps. Each service has a table, a queue and a dead-letter queue of its own. An order hangs in payment. In how many of these places does one look to find that out?',
      unit: 'places',
      answer: (results) => results.events.wherePlaces.median,
    },
    {
      kind: 'choice',
      id: 'who-counts-fastest',
      prompt: 'Five orders hang in payment. Who says how many with the fewest calls?',
      options: [
        { value: 'queue', label: 'the queue of the payment function' },
        { value: 'orchestrator', label: 'the state machine' },
      ],
      answer: (results) =>
        results.events.stuckCalls.median < results['state-machine'].stuckCalls.median
          ? 'queue'
          : 'orchestrator',
    },
  ],

  async warmUp(context) {
    const item = `${context.runId}-warm-up`;
    await putOnSale(context, item, 10, 1);
    const placed = (['fine', 'noCourier'] as const).flatMap((fate) => ordersOf(fate, item, 1));
    for (const order of placed)
      await context.clients.http.postJson(`${context.outputs.ApiUrl}/orders`, order);
    await untilEnded(context, placed);
  },

  async run({ variant: name, repetition, parameters, faults, events, synthesize, progress, ...api }) {
    const { clients, outputs, runId, signal } = api;
    const item = `${runId}-${name}-${repetition}`;
    await putOnSale(api, item, 50, 1);
    const of = (fate: Fate) => ordersOf(fate, item, parameters[fate]);
    const place = async (fate: Fate) => {
      for (const order of of(fate)) {
        const { status } = await clients.http.postJson(`${outputs.ApiUrl}/orders`, order, signal);
        if (status !== 202) throw new Error(`POST /orders answered ${status}.`);
      }
    };
    const strikes = (resource: string) => eventsOf(events, 'fault-injected', resource).length;
    const until = (check: () => Promise<boolean>) => wait(api, check);

    progress(0.1, 'orders are completed and cancelled');
    for (const fate of ['fine', 'declined', 'noCourier'] as const) await place(fate);
    await untilEnded(api, [...of('fine'), ...of('declined'), ...of('noCourier')]);
    progress(0.3, 'shipping fails, and then payment');
    const mend = [faults.inject({ resource: 'BookShipment', fault: 'fail' })];
    await place('stuckInShipping');
    await until(async () => strikes('BookShipment') >= 2 * parameters.stuckInShipping);
    mend.push(faults.inject({ resource: 'AuthorisePayment', fault: 'fail' }));
    await place('stuckInPayment');
    await until(async () => strikes('AuthorisePayment') >= 2 * parameters.stuckInPayment);
    // The log is one more that listens, and may be behind.
    const kept = (type: 'message-enqueued' | 'message-deleted') =>
      eventsOf(events, type, 'KeepEventQueue').length;
    await until(async () => kept('message-deleted') === kept('message-enqueued'));

    progress(0.6, 'the questions are asked');
    const { ask, context } = ways[name] ?? {};
    if (!ask) throw new Error(`Nobody knows how to ask ${name}.`);
    const answers = await answersOf(
      (asking) => ask(api, asking),
      fates.map((fate) => ({ fate, orders: of(fate) })),
    );
    for (const each of mend) each();
    progress(0.9, 'everything is fixed, and every order ends');
    await untilEnded(api, fates.flatMap(of));

    const settings = { ...common, ...context };
    const { added, changed } = changesBetween(
      await synthesize({ ...settings, payment: 0 }),
      await synthesize(settings),
    );
    return { metrics: { ...answers, added: added.length, changed: changed.length }, series: {} };
  },

  claims,
});

/** Waits for at most two minutes: on a busy machine functions take long to start, and then once more. */
async function wait(
  { clock, signal }: Pick<Parameters<typeof pollUntil>[0], 'clock'> & { signal: AbortSignal },
  check: () => Promise<boolean>,
): Promise<void> {
  const from = clock.now();
  const reached = await pollUntil({ clock, from, everyMs: 100, until: from + 120_000, signal, check });
  if (reached === undefined) throw new Error('The orders did not come to where they are looked for.');
}

async function untilEnded(
  api: Cloud & Parameters<typeof wait>[0],
  placed: readonly { orderId: string }[],
): Promise<void> {
  const table = api.outputs.OrdersTable ?? '';
  const Keys = placed.map(({ orderId }) => ({ orderId }));
  await wait(api, async () => {
    const { Responses = {} } = await api.clients.documents.send(
      new BatchGetCommand({ RequestItems: { [table]: { Keys, ConsistentRead: true } } }),
    );
    const rows = Responses[table] ?? [];
    return rows.length === placed.length && rows.every(({ state }) => state !== 'pending');
  });
}
