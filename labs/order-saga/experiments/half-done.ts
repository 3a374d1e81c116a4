import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Clock } from '#experiment/clock.ts';
import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import { pollUntil } from '#experiment/poll.ts';
import { type Books, hasEnded, heldFor, readBooks } from './half-done/books.ts';
import { claims } from './half-done/claims.ts';
import { type Fate, ordersOf } from './half-done/orders.ts';
import { putOnSale } from './shared/stock.ts';

const byEvents = ['HTTP API', 'Lambda', 'EventBridge', 'SQS', 'Lambda', 'DynamoDB'];
const byCalls = ['HTTP API', 'Lambda', 'Lambda (durable)', 'Lambda', 'DynamoDB'];
const byStates = ['HTTP API', 'Lambda', 'Step Functions', 'Lambda', 'DynamoDB'];
const ways: Record<string, { pipeline: string[]; knows: string }> = {
  choreographed: { pipeline: byEvents, knows: 'nobody: each reacts to events' },
  orchestrated: { pipeline: byCalls, knows: 'one durable function' },
  'state-machine': { pipeline: byStates, knows: 'one state machine' },
};
const common = { stepTimeoutSeconds: 2, visibilityTimeoutSeconds: 2, attempts: 2 };
const variant = (
  label: string,
  context: { way: string; compensation: number; sweep: number },
  sweep: string,
) => ({
  label,
  pipeline: ways[context.way]?.pipeline ?? [],
  context: { ...common, ...context },
  parameters: {
    way: {
      label: 'who knows the order of the steps',
      value: ways[context.way]?.knows ?? '',
    },
    compensation: { label: 'what was done is taken back', value: context.compensation ? 'yes' : 'no' },
    sweep: { label: 'orders that are pending for too long are told of', value: sweep },
  },
});
const orders = (label: string, value: number) => ({ label: `orders ${label}`, value, unit: 'orders' });

export default defineExperiment({
  question:
    'Stock is reserved, a payment authorised, a courier booked, each by a service of its own. A step refuses, dies or falls silent: what is left behind, and who takes it back?',
  nextStep:
    'In labs/order-saga/handlers/saga/decide.ts, let decideUndo store nothing where a step has not begun, and run npm run test:lab-properties: which order is found?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders -H 'content-type: application/json' -d '{"orderId":"mine","item":"espresso","card":"declined","address":"Rhine 1"}'`,
  ],
  repetitions: 3,
  // Counts of rows, read when nothing more happens: a busy machine makes it later and not different.
  tolerance: { loopLag: 5, sendDrift: 5, cpuTaken: 1 },
  parameters: {
    stock: { label: 'pieces in stock', value: 50, unit: 'pieces' },
    fine: orders('with nothing wrong', 2),
    diesAfterWrite: {
      ...orders('whose payment function dies after it has stored the authorisation', 1),
      injected: 'The execution environment is ended right after its first write, once.',
    },
    declined: orders('whose card is declined', 2),
    noCourier: orders('that no courier takes', 2),
    silent: {
      ...orders('whose shipping function fails at every attempt', 2),
      injected: 'The function throws before its handler runs, until every attempt is used up.',
    },
    undoFails: {
      ...orders('whose card is declined while the function that releases stock fails', 2),
      injected:
        'The function throws before its handler runs, until all messages are dead letters, or as often as the orders that need it.',
    },
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for a payment provider.',
    },
  },
  variants: {
    'forward-only': variant(
      'events, nothing taken back',
      { way: 'choreographed', compensation: 0, sweep: 0 },
      'no',
    ),
    compensated: variant('events, compensation', { way: 'choreographed', compensation: 1, sweep: 0 }, 'no'),
    swept: variant(
      'events, compensation, sweep',
      { way: 'choreographed', compensation: 1, sweep: 1 },
      'once, after the faults',
    ),
    orchestrated: variant('durable function', { way: 'orchestrated', compensation: 1, sweep: 0 }, 'no'),
    'state-machine': variant('state machine', { way: 'state-machine', compensation: 1, sweep: 0 }, 'no'),
  },
  metrics: {
    completed: {
      label: 'orders with nothing wrong, or a death on the way, completed',
      unit: 'orders',
      better: 'higher',
    },
    deaths: { label: 'deaths of the payment function after its write', unit: 'deaths', better: 'neither' },
    piecesOfRefused: {
      label: 'pieces reserved for orders that were refused',
      unit: 'pieces',
      better: 'lower',
    },
    authorisationsOfRefused: {
      label: 'authorisations that stand for orders that were refused',
      unit: 'authorisations',
      better: 'lower',
    },
    piecesOfSilent: {
      label: 'pieces reserved for orders whose shipping fell silent',
      unit: 'pieces',
      better: 'lower',
    },
    authorisationsOfSilent: {
      label: 'authorisations that stand for orders whose shipping fell silent',
      unit: 'authorisations',
      better: 'lower',
    },
    piecesOfUndoFailed: {
      label: 'pieces reserved for orders whose release failed',
      unit: 'pieces',
      better: 'lower',
    },
    withoutEnd: { label: 'orders without an end', unit: 'orders', better: 'lower' },
    missing: { label: 'pieces that are neither in stock nor shipped', unit: 'pieces', better: 'lower' },
  },
  series: {},
  predictions: [
    {
      kind: 'number',
      id: 'missing-with-compensation',
      prompt:
        'Every service takes back what it did when it hears that a later step was refused. Two cards are declined, two orders find no courier, the shipping function fails for two orders, and the release of stock fails for two. How many pieces are neither in stock nor shipped in the end?',
      unit: 'pieces',
      answer: (results) => results.compensated.missing.median,
    },
  ],

  async warmUp(context) {
    const { clients, outputs, runId } = context;
    const item = `${runId}-warm-up`;
    await putOnSale(context, item, 20, 1);
    for (const fate of ['fine', 'declined', 'noCourier'] as const) {
      for (const order of ordersOf(fate, item, 2))
        await clients.http.postJson(`${outputs.ApiUrl}/orders`, order);
    }
    const ids = (['fine', 'declined', 'noCourier'] as const).flatMap((fate) =>
      ordersOf(fate, item, 2).map(({ orderId }) => orderId),
    );
    await untilBooks(context, ids, (books) => books.every(hasEnded));
  },

  async run({ variant: name, repetition, parameters, faults, events, progress, ...api }) {
    const { clients, clock, outputs, runId, signal } = api;
    const item = `${runId}-${name}-${repetition}`;
    const isCompensated = name !== 'forward-only';
    const isOrchestrated = name === 'orchestrated' || name === 'state-machine';
    await putOnSale(api, item, parameters.stock, 1);
    const idsOf = (...named: Fate[]) =>
      named.flatMap((fate) => ordersOf(fate, item, parameters[fate]).map(({ orderId }) => orderId));
    const place = async (fate: Fate) => {
      for (const order of ordersOf(fate, item, parameters[fate])) {
        const { status } = await clients.http.postJson(`${outputs.ApiUrl}/orders`, order, signal);
        if (status !== 202) throw new Error(`POST /orders answered ${status}.`);
      }
    };
    const until = (check: () => Promise<boolean>) =>
      pollUntil({ clock, from: clock.now(), everyMs: 100, until: clock.now() + 30_000, signal, check });

    const strikes = (resource: string) => eventsOf(events, 'fault-injected', resource).length;

    progress(0.1, 'the payment function dies once');
    faults.inject({ resource: 'AuthorisePayment', fault: 'crash-after-write', times: 1 });
    await place('diesAfterWrite');
    await until(async () => strikes('AuthorisePayment') > 0);
    progress(0.3, 'cards are declined, no courier is found');
    for (const fate of ['fine', 'declined', 'noCourier'] as const) await place(fate);
    await untilBooks(api, idsOf('fine', 'diesAfterWrite', 'declined', 'noCourier'), (books) =>
      books.every(hasEnded),
    );

    progress(0.5, 'shipping fails, and so does the release of stock');
    const mend = [faults.inject({ resource: 'BookShipment', fault: 'fail' })];
    if (isCompensated) mend.push(faults.inject({ resource: 'ReleaseStock', fault: 'fail' }));
    for (const fate of ['silent', 'undoFails'] as const) await place(fate);
    const deadLetters = parameters.silent + (isCompensated ? parameters.undoFails : 0);
    await until(async () =>
      isOrchestrated
        ? strikes('BookShipment') >= common.attempts * parameters.silent &&
          strikes('ReleaseStock') >= parameters.undoFails
        : eventsOf(events, 'message-dead-lettered').length >= deadLetters,
    );
    if (!isCompensated) await untilBooks(api, idsOf('undoFails'), (books) => books.every(hasEnded));
    for (const each of mend) each();

    const ids = idsOf('fine', 'diesAfterWrite', 'declined', 'noCourier', 'silent', 'undoFails');
    if (name === 'swept') {
      progress(0.8, 'the sweep tells of what is pending');
      await clients.eventBridge.send(
        new PutEventsCommand({
          Entries: [
            {
              EventBusName: outputs.BusName,
              Source: 'operator',
              DetailType: 'SweepRequested',
              Detail: JSON.stringify({ olderThanMs: 0 }),
            },
          ],
        }),
      );
    }
    if (name === 'swept' || isOrchestrated) {
      await untilBooks(api, ids, (books) => books.every(hasEnded));
    }
    const books = await readBooks(api, ids);
    const of = (...named: Fate[]) => {
      const wanted = idsOf(...named);
      return books.filter(({ orderId }) => wanted.includes(orderId));
    };
    const { Item } = await clients.documents.send(
      new GetCommand({ TableName: outputs.StockTable, Key: { counter: `${item}#0` }, ConsistentRead: true }),
    );
    const shipped = books.filter(({ shipment }) => shipment === 'done').length;
    const refused = heldFor(of('declined', 'noCourier'));
    const silent = heldFor(of('silent'));
    return {
      metrics: {
        completed: of('fine', 'diesAfterWrite').filter(({ order }) => order === 'completed').length,
        deaths: strikes('AuthorisePayment'),
        piecesOfRefused: refused.pieces,
        authorisationsOfRefused: refused.authorisations,
        piecesOfSilent: silent.pieces,
        authorisationsOfSilent: silent.authorisations,
        piecesOfUndoFailed: heldFor(of('undoFails')).pieces,
        withoutEnd: books.filter((each) => !hasEnded(each)).length,
        missing: parameters.stock - Number(Item?.left) - shipped,
      },
      series: {},
    };
  },

  claims,
});

/** Reads what is kept of these orders until it is as wanted, for at most half a minute. */
async function untilBooks(
  { clock, signal, ...api }: Parameters<typeof readBooks>[0] & { clock: Clock; signal: AbortSignal },
  orderIds: readonly string[],
  isReached: (books: Books[]) => boolean,
): Promise<void> {
  const from = clock.now();
  const check = async () => isReached(await readBooks(api, orderIds));
  await pollUntil({ clock, from, everyMs: 100, until: from + 30_000, signal, check });
}
