import { defineExperiment } from '#experiment/define-experiment.ts';
import { openLoop } from '#experiment/open-loop.ts';
import { median } from '#experiment/summary.ts';
import { warmUpEnvironments } from '#experiment/warm-up.ts';
import { claims } from './flash-sale/claims.ts';
import { untilDecided } from './flash-sale/sales.ts';
import { putOnSale } from './shared/stock.ts';

const direct = ['HTTP API', 'Lambda', 'DynamoDB'];
const queued = ['HTTP API', 'SQS', 'Lambda', 'DynamoDB'];
const plans = {
  'read-then-write': { path: '/sale', counting: 'read-then-write' },
  'queued-read-then-write': { path: '/queued-sale', counting: 'read-then-write' },
  conditional: { path: '/sale', counting: 'conditional' },
  'queued-conditional': { path: '/queued-sale', counting: 'conditional' },
  sharded: { path: '/sale', counting: 'sharded' },
} as const;
const variant = (label: string, pipeline: string[], counting: string, queue: string) => ({
  label,
  pipeline,
  parameters: {
    counting: { label: 'how the stock is counted', value: counting },
    queue: { label: 'a queue in front', value: queue },
  },
});

export default defineExperiment({
  question:
    'One item, and ten times as many buyers as pieces. Who hears what, and how many pieces are sold that nobody has?',
  nextStep:
    'In labs/order-saga/handlers/sale/ways-to-take.ts, let the conditional way pay before it counts down: nothing is oversold, so what is wrong now?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/sale -H 'content-type: application/json' -d '{"orderId":"mine","item":"espresso","counting":"conditional"}'`,
  ],
  repetitions: 3,
  // Its claims count what was decided, and on a busy machine only more buyers come at once.
  tolerance: { loopLag: 20, sendDrift: 20, clockJump: 1, cpuTaken: 2 },
  parameters: {
    stock: { label: 'pieces on sale', value: 4, unit: 'pieces' },
    buyers: { label: 'buyers, one piece each', value: 40, unit: 'buyers' },
    apartMs: { label: 'time between two buyers', value: 25, unit: 'ms' },
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for a payment provider that is asked for each piece that is sold.',
    },
    shards: { label: 'counters of a sharded stock', fromOutput: 'Shards', unit: 'counters' },
    consumers: {
      label: 'purchases of the queue worked on at once',
      fromOutput: 'MaximumConcurrency',
      unit: 'purchases',
    },
  },
  variants: {
    'read-then-write': variant('read, then write', direct, 'read, then write', 'no'),
    'queued-read-then-write': variant('queue, read, then write', queued, 'read, then write', 'yes'),
    conditional: variant('condition', direct, 'one conditional write', 'no'),
    'queued-conditional': variant('queue, condition', queued, 'one conditional write', 'yes'),
    sharded: variant('condition, sharded', direct, 'conditional writes, several counters', 'no'),
  },
  metrics: {
    sold: { label: 'buyers who were told “sold”', unit: 'buyers', better: 'neither' },
    oversold: { label: 'pieces sold that nobody has', unit: 'pieces', better: 'lower' },
    refusedNow: { label: 'buyers refused in the reply', unit: 'buyers', better: 'neither' },
    refusedLater: { label: 'buyers accepted with 202 and refused later', unit: 'buyers', better: 'lower' },
    counterWrites: { label: 'writes to counters, failed ones included', unit: 'writes', better: 'lower' },
    busiestWrites: { label: 'of these to the busiest counter', unit: 'writes', better: 'lower' },
    refusedAfterMs: {
      label: 'time until a refused buyer’s fate is decided, median',
      unit: 'ms',
      better: 'lower',
    },
  },
  series: { decidedAfterMs: { label: 'time until a purchase is decided', unit: 'ms' } },
  predictions: [
    {
      kind: 'number',
      id: 'oversold',
      prompt:
        'Four pieces, and forty buyers within a second. Each purchase reads how many are left, pays for 100 ms, and writes one less. How many pieces are sold that nobody has?',
      unit: 'pieces',
      answer: (results) => results['read-then-write'].oversold.median,
    },
    {
      kind: 'choice',
      id: 'queue-and-read',
      prompt:
        'The same counter, with a queue in front from which four purchases are worked on at once. Then …',
      options: [
        { value: 'none', label: 'nothing is oversold: the queue puts the buyers in a row' },
        { value: 'some', label: 'it still oversells' },
      ],
      answer: (results) => (results['queued-read-then-write'].oversold.median > 0 ? 'some' : 'none'),
    },
  ],

  async warmUp(context) {
    const { clients, outputs, runId, signal } = context;
    const item = `${runId}-warm-up`;
    await putOnSale(context, item, 100, 1);
    for (const path of ['/sale', '/queued-sale']) {
      await warmUpEnvironments(path === '/sale' ? 8 : 4, (index) => {
        const purchase = { orderId: `${item}${path}-${index}`, item, counting: 'conditional' };
        return clients.http.postJson(`${outputs.ApiUrl}${path}`, purchase, signal);
      });
    }
    await untilDecided(context, item, 24);
  },

  async run({ variant: name, repetition, parameters, progress, ...api }) {
    const { clients, clock, outputs, runId, signal } = api;
    const { path, counting } = plans[name];
    const item = `${runId}-${name}-${repetition}`;
    await putOnSale(api, item, parameters.stock, counting === 'sharded' ? parameters.shards : 1);
    const sent = await openLoop({
      arrivals: Array.from({ length: parameters.buyers }, (_, index) => index * parameters.apartMs),
      clock,
      signal,
      async send({ index, intendedAt }) {
        const purchase = { orderId: `${item}-${index}`, item, counting };
        const { status } = await clients.http.postJson(`${outputs.ApiUrl}${path}`, purchase, signal);
        return { orderId: purchase.orderId, status, intendedAt };
      },
    });
    const sales = await untilDecided(api, item, parameters.buyers, (decided) =>
      progress(decided / parameters.buyers, `${decided} of ${parameters.buyers} purchases decided`),
    );
    // The handlers read the wall clock, we read one that never goes back: on one machine they differ by a constant.
    const wallAhead = Date.now() - clock.now();
    const decided = sent.map(({ orderId, status, intendedAt }) => {
      const sale = sales.find((each) => each.orderId === orderId);
      return { status, outcome: sale?.outcome, afterMs: Number(sale?.decidedAt) - wallAhead - intendedAt };
    });
    const refused = decided.filter(({ outcome }) => outcome === 'sold out');
    const sold = decided.filter(({ outcome }) => outcome === 'sold').length;
    const asked = sales.flatMap((sale) => sale.asked as string[]);
    const perCounter = Map.groupBy(asked, (counter) => counter);
    return {
      metrics: {
        sold,
        oversold: Math.max(0, sold - parameters.stock),
        refusedNow: refused.filter(({ status }) => status === 409).length,
        refusedLater: refused.filter(({ status }) => status === 202).length,
        counterWrites: asked.length,
        busiestWrites: Math.max(0, ...[...perCounter.values()].map(({ length }) => length)),
        refusedAfterMs: refused.length === 0 ? 0 : median(refused.map(({ afterMs }) => afterMs)),
      },
      series: { decidedAfterMs: decided.map(({ afterMs }) => afterMs) },
    };
  },

  claims,
});
