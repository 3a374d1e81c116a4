import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf, runningInvocations } from '#experiment/event-counts.ts';
import { pollUntil } from '#experiment/poll.ts';
import { claims } from './one-order-through-all/claims.ts';
import { hopsOf } from './shared/find-order.ts';

const pipeline = ['HTTP API', 'Lambda', 'SQS', 'Lambda', 'DynamoDB'];
const variant = (label: string, how: string, value: string) => ({
  label,
  pipeline,
  context: { how },
  parameters: { how: { label: 'how the id travels and is logged', value } },
});

/** What an order that goes well passes; the worker's place is the same for one that fails. */
const hopsOfAnOrder = 4;

export default defineExperiment({
  question:
    'A customer asks what became of an order, and has the id that came with the 202. One query over the logs of gateway, front, worker and what comes behind: at how many of its hops is the order found, and what breaks that?',
  nextStep:
    'In labs/one-order/handlers/work.ts, store the item without correlationId: which hop is no longer found, and which claim turns false?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders -H 'content-type: application/json' -d '{"orderId":"mine-1","item":"espresso"}'`,
  ],
  repetitions: 3,
  serviceTime: { value: 500 },
  // Found or not found: no claim compares times.
  tolerance: { loopLag: 20, sendDrift: 20, clockJump: 10, cpuTaken: 2 },
  localCloud: {
    timeScale: {
      label: 'scale of AWS’s waits',
      value: 0.2,
      unit: '',
      injected: 'A batching window of one second takes 0.2, and a visibility timeout of thirty takes six.',
    },
  },
  parameters: {
    orders: { label: 'orders that are stored', value: 10, unit: 'orders' },
    failing: { label: 'orders that fail each time, and become dead letters', value: 2, unit: 'orders' },
  },
  variants: {
    passed: variant('passed on', 'passed', 'in an attribute of the message, on every line'),
    'not-passed': variant('not passed on', 'not-passed', 'the front logs it and sends it with no message'),
    'made-anew': variant('made anew', 'made-anew', 'a hop that finds none makes one'),
    'line-per-batch': variant(
      'a line for each batch',
      'line-per-batch',
      'the worker logs the first of a batch',
    ),
    'own-trace-id': variant('own trace id', 'own-trace-id', 'each hop logs its own trace id'),
    'trace-header': variant('trace header', 'trace-header', 'the worker reads each message’s trace header'),
    'sampled-apart': variant('sampled apart', 'sampled-apart', 'each hop keeps half of its lines'),
    'sampled-together': variant(
      'sampled together',
      'sampled-together',
      'each hop keeps the same half of the ids',
    ),
  },
  metrics: {
    whole: { label: 'orders found at all four hops', unit: 'orders', better: 'higher' },
    hopsFound: { label: 'hops found, of all orders together', unit: 'hops', better: 'higher' },
    atGateway: { label: 'orders found in the gateway’s log', unit: 'orders', better: 'higher' },
    atFront: { label: 'orders found in the front’s log', unit: 'orders', better: 'higher' },
    atWorker: { label: 'orders found in the worker’s log', unit: 'orders', better: 'higher' },
    behindTable: { label: 'orders found behind the table', unit: 'orders', better: 'higher' },
    inReports: { label: 'dead letters found', unit: 'orders', better: 'higher' },
    inPieces: {
      label: 'orders found at some functions and not at all of them',
      unit: 'orders',
      better: 'lower',
    },
    linesWithoutId: { label: 'lines of functions without an id', unit: 'lines', better: 'lower' },
    batches: { label: 'invocations of the worker', unit: 'invocations', better: 'neither' },
  },
  series: {},
  predictions: [
    {
      kind: 'number',
      id: 'made-anew',
      prompt:
        'Twelve orders. Every line of every function has an id: a hop to which none comes makes one. How many orders does one query find at all their hops?',
      unit: 'orders',
      answer: (results) => results['made-anew'].whole.median,
    },
  ],

  async warmUp({ clients, outputs, runId, signal }) {
    const place = (orderId: string) =>
      clients.http.postJson(`${outputs.ApiUrl}/orders`, { orderId, item: 'tea' }, signal);
    await Promise.all(Array.from({ length: 6 }, (_, index) => place(`${runId}-warm-up-${index}`)));
  },

  async run({ variant: name, repetition, parameters, progress, events, ...api }) {
    const { clients, clock, outputs, runId, signal } = api;
    const { orders, failing } = parameters;
    const ids = await Promise.all(
      Array.from({ length: orders + failing }, async (_, index) => {
        const order = {
          orderId: `${runId}-${name}-${repetition}-${index}`,
          item: index < orders ? 'espresso' : 'unicorn',
        };
        const { status, body } = await clients.http.postJson(`${outputs.ApiUrl}/orders`, order, signal);
        if (status !== 202) throw new Error(`An order was answered with ${status}: ${body}`);
        return String(JSON.parse(body).correlationId);
      }),
    );

    progress(0.3, `${ids.length} orders are accepted, and worked on`);
    const stored = () =>
      eventsOf(events, 'item-written', 'Orders').filter(({ key }) => key.includes(`${name}-${repetition}-`));
    const told = () =>
      new Set(eventsOf(events, 'invocation-started', 'Tell').flatMap(({ causes }) => causes));
    const check = async () =>
      stored().length >= orders &&
      stored().every(({ eventId = '' }) => told().has(eventId)) &&
      eventsOf(events, 'message-deleted', 'DeadLetters').length >= failing &&
      runningInvocations(events) === 0;
    const from = clock.now();
    const ended = await pollUntil({ clock, from, everyMs: 20, until: from + 30_000, signal, check });
    if (ended === undefined) throw new Error('The orders did not come to their end within 30 seconds.');

    progress(0.8, 'one query for each order');
    const found = await Promise.all(ids.map((id) => hopsOf(api, id)));
    const at = (hop: string) => found.filter((hops) => hops.includes(hop)).length;
    const ofFunctions = found.map((hops) => hops.filter((hop) => hop !== 'gateway').length);
    const lines = eventsOf(events, 'log-line').map(({ line }) => line);
    return {
      metrics: {
        whole: found.filter((hops) => hops.length === hopsOfAnOrder).length,
        hopsFound: found.flat().length,
        atGateway: at('gateway'),
        atFront: at('accept'),
        atWorker: at('work'),
        behindTable: at('tell'),
        inReports: at('report'),
        inPieces: ofFunctions.filter((hops) => hops > 0 && hops < hopsOfAnOrder - 1).length,
        linesWithoutId: lines.filter((line) => line.includes('"hop"') && !line.includes('"correlationId"'))
          .length,
        batches: eventsOf(events, 'invocation-started', 'Work').length,
      },
      series: {},
    };
  },

  claims,
});
