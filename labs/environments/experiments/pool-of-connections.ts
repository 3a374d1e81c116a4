import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import { littlesLaw } from '#experiment/models.ts';
import { openLoop } from '#experiment/open-loop.ts';
import { warmUpEnvironments } from '#experiment/warm-up.ts';
import { claims, type Variant } from './pool-of-connections/claims.ts';
import { placeOrder } from './shared/order-client.ts';

const connections = 3;
const environments = 5 * connections;
const serviceMs = 320;
const statementMs = 80;
const slowMs = 3 * statementMs;
const borrowMs = 2 * statementMs;

/** How long an order holds a connection of the database: for the whole invocation, or for its statement. */
const holdMs: Record<Variant, number> = {
  direct: serviceMs + statementMs,
  capped: serviceMs + statementMs,
  proxy: statementMs,
  'proxy-slow': slowMs,
};

const context = { serviceMs, statementMs, connections, concurrency: environments };
const pipeline = ['HTTP API', 'Lambda', 'PostgreSQL'];
const proxied = ['HTTP API', 'Lambda', 'proxy', 'PostgreSQL'];
const hold = (variant: Variant) => ({
  hold: { label: 'how long an order holds a connection', value: holdMs[variant], unit: 'ms' },
});
const between = (value: string) => ({ between: { label: 'between function and database', value } });
const borrow = {
  borrow: {
    label: 'borrow timeout of the proxy',
    value: borrowMs,
    unit: 'ms',
    injected: 'On a scaled clock: RDS Proxy waits for two minutes by default.',
  },
};

export default defineExperiment({
  question:
    'A database takes three connections, and behind the API work up to fifteen execution environments. Who gets a connection?',
  nextStep:
    'Set statementMs to 150: through the proxy, rate times hold time is then exactly what the database takes. How many are refused?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders -H 'content-type: application/json' -d '{"customer":"me","item":"espresso"}'`,
  ],
  repetitions: 3,
  parameters: {
    orders: {
      label: 'orders per repetition, one after another at equal intervals',
      value: 24,
      unit: 'orders',
    },
    ratePerSecond: { label: 'arrival rate', value: 20, unit: '1/s' },
    serviceMs: {
      label: 'work of an order that needs no connection',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for a payment provider that the handler waits for.',
    },
    connections: {
      label: 'connections that the database takes',
      fromOutput: 'Connections',
      unit: 'connections',
      injected:
        'The database is a stand-in on this machine. It speaks PostgreSQL’s protocol, counts, and stores nothing. The proxy is a part of it.',
    },
  },
  variants: {
    direct: {
      label: 'a connection for each environment',
      pipeline,
      context,
      parameters: { ...between('nothing'), ...hold('direct') },
    },
    capped: {
      label: 'the same, with a cap',
      pipeline,
      context: { ...context, concurrency: connections },
      parameters: {
        ...between(`nothing; reserved concurrency ${connections}`),
        ...hold('capped'),
      },
    },
    proxy: {
      label: 'a proxy that shares connections',
      pipeline: proxied,
      context: { ...context, borrowMs },
      parameters: { ...between('a proxy'), ...hold('proxy'), ...borrow },
    },
    'proxy-slow': {
      label: 'the proxy, and slow statements',
      pipeline: proxied,
      context: { ...context, borrowMs, statementMs: slowMs },
      parameters: { ...between('a proxy'), ...hold('proxy-slow'), ...borrow },
    },
  },
  metrics: {
    placed: { label: 'orders placed', unit: 'orders', better: 'higher' },
    refusedByDatabase: { label: 'refused by the database', unit: 'orders', better: 'lower' },
    refusedByProxy: {
      label: 'refused by the proxy, after the borrow timeout',
      unit: 'orders',
      better: 'lower',
    },
    refusedByFunction: {
      label: 'refused by Lambda, at reserved concurrency',
      unit: 'orders',
      better: 'lower',
    },
    connectionsOpen: { label: 'connections open, at most', unit: 'connections', better: 'neither' },
    connectionsInUse: { label: 'connections in use, on average', unit: 'connections', better: 'neither' },
    connectionsNeeded: {
      label: 'connections needed, by rate × hold time',
      unit: 'connections',
      better: 'neither',
    },
    clientsConnected: {
      label: 'environments connected to the database or its proxy, at most',
      unit: 'connections',
      better: 'neither',
    },
  },
  series: {
    replyMs: { label: 'time to the reply, refusals included', unit: 'ms' },
  },
  predictions: [
    {
      kind: 'number',
      id: 'placed-direct',
      prompt:
        'Twenty-four orders come at 20 a second. Each holds a connection of its environment for 400 ms, and the database takes three. How many are placed?',
      unit: 'orders',
      answer: ({ direct }) => direct.placed.median,
    },
    {
      kind: 'number',
      id: 'placed-proxy',
      prompt:
        'Now a proxy lends each order one of the three connections for its statement only, 80 ms. How many of the twenty-four are placed?',
      unit: 'orders',
      answer: ({ proxy }) => proxy.placed.median,
    },
  ],

  // In orders: afterwards every environment that got a connection keeps it.
  warmUp: (api) =>
    warmUpEnvironments(Number(api.outputs.Concurrency), (index) => placeOrder(api, `warm-up ${index}`)),

  async run({ variant, parameters, events, takeReadings, progress, ...api }) {
    const { orders, ratePerSecond } = parameters;
    let done = 0;
    const arrivals = Array.from({ length: orders }, (_, index) => (index * 1000) / ratePerSecond);
    const replies = await openLoop({
      arrivals,
      clock: api.clock,
      signal: api.signal,
      async send({ index }) {
        const reply = await placeOrder(api, `espresso ${index + 1}`);
        done += 1;
        progress(done / orders, `${done} of ${orders} orders answered`);
        return reply;
      },
    });
    const { refused = 0, timedOut = 0, open = 0, clients = 0, busyMs = 0, elapsedMs = 0 } = takeReadings();
    return {
      metrics: {
        placed: replies.filter(({ status }) => status === 201).length,
        refusedByDatabase: refused,
        refusedByProxy: timedOut,
        refusedByFunction: eventsOf(events, 'invocation-throttled', 'PlaceOrder').length,
        connectionsOpen: open,
        // From the first statement to the last, and at least for as long as orders came.
        connectionsInUse: busyMs / Math.max(elapsedMs, arrivals.at(-1) ?? 0),
        connectionsNeeded: littlesLaw(ratePerSecond, holdMs[variant] / 1000),
        clientsConnected: clients,
      },
      series: { replyMs: replies.map(({ replyMs }) => replyMs) },
    };
  },

  claims,
});
