import { defineExperiment } from '#experiment/define-experiment.ts';
import { claims } from './more-copies/claims.ts';
import { designs, type Variant } from './more-copies/designs.ts';
import { databaseMs, databasePlaces, startStandIn, workMs } from './more-copies/stand-in.ts';
import { type Answer, askShop, goodRequests } from './shared/shop-client.ts';

const variant = (name: Variant, pipeline: string[]) => {
  const { label, shape, programs, copies } = designs[name];
  return {
    label,
    pipeline,
    parameters: {
      programs: { label: 'programs that the shop is divided into', value: programs.length, unit: 'programs' },
      copies: { label: 'processes of each program', value: copies, unit: 'processes' },
    },
    context: { shape, replicas: copies },
  };
};

export default defineExperiment({
  question:
    'One undivided process is at its limit. What do two and four copies of it add, what do four services add, and where does it end?',
  nextStep:
    'Let the database in labs/three-shapes/experiments/more-copies/stand-in.ts take four calls at a time. How many orders do four copies place in one service time, and what is the limit now?',
  byHand: ({ ShopUrl }) => [
    `curl -i ${ShopUrl}/products/espresso`,
    `curl -i ${ShopUrl}/orders -H 'content-type: application/json' -d '{"customer":"me","item":"espresso"}'`,
  ],
  repetitions: 3,
  freshDeployments: true,
  standIn: startStandIn,
  serviceTime: { value: workMs },
  // Nearly all of it is waiting. The shortest of the runs takes six service times, and a fifth is left on either side.
  tolerance: { loopLag: 1, sendDrift: 1, cpuTaken: 1 },
  parameters: {
    requests: { label: 'requests that come at once, of each kind', value: 24, unit: 'requests' },
    workMs: {
      label: 'what a request takes of its process',
      value: workMs,
      unit: 'ms',
      injected:
        'The load balancer keeps a request for so long, and for no second one of the same process meanwhile: as a thread would that works on it. Four processes of this machine have no more CPU than one.',
    },
    databaseMs: {
      label: 'what a call to the database takes',
      value: databaseMs,
      unit: 'ms',
      injected: 'A server in front of the table, which stands for a database that does not grow along.',
    },
    databasePlaces: {
      label: 'calls that the database takes at a time',
      value: databasePlaces,
      unit: 'calls',
    },
    lookedUp: { label: 'orders that every copy is asked for', value: 3, unit: 'orders' },
  },
  variants: {
    'one-copy': variant('one-copy', ['load balancer', 'shop', 'database']),
    'two-copies': variant('two-copies', ['load balancer', '2 × shop', 'database']),
    'four-copies': variant('four-copies', ['load balancer', '4 × shop', 'database']),
    divided: variant('divided', ['load balancer', 'catalogue or orders', 'database']),
  },
  metrics: {
    products: { label: 'product requests answered', unit: 'requests', better: 'higher' },
    productsInTime: {
      label: 'product requests answered in one service time',
      unit: 'requests',
      better: 'higher',
    },
    productProcesses: { label: 'processes that got them', unit: 'processes', better: 'neither' },
    orders: { label: 'orders placed', unit: 'orders', better: 'higher' },
    ordersInTime: { label: 'orders placed in one service time', unit: 'orders', better: 'higher' },
    foundBy: { label: 'processes that found each order', unit: 'processes', better: 'neither' },
  },
  series: {},
  predictions: [
    {
      kind: 'number',
      id: 'four-copies-orders',
      prompt:
        'One process places one order in each service time. The database that all copies share works on two calls at a time, each as long as that. How many orders do four copies place in one service time?',
      unit: 'orders',
      answer: (results) => results['four-copies'].ordersInTime.median,
    },
    {
      kind: 'choice',
      id: 'four-services',
      prompt:
        'One undivided process cannot keep up with requests for products. What do four services of one process each do for it, one of them the catalogue?',
      options: [
        { value: 'more', label: 'more than twice as much as the one process' },
        { value: 'same', label: 'about as much as the one process' },
      ],
      answer: ({ 'one-copy': one, divided }) =>
        divided.productsInTime.median > 2 * one.productsInTime.median ? 'more' : 'same',
    },
  ],

  async warmUp(api) {
    for (const send of [goodRequests.catalog, goodRequests.orders])
      await Promise.all(Array.from({ length: 8 }, () => send(api)));
  },

  async run({ parameters, takeReadings, progress, ...api }) {
    const { clock } = api;

    /** Sends all at once, and gives the good answers, how many there were in one service time, and from how many processes. */
    async function allAtOnce(send: (shop: typeof api) => Promise<Answer>, right: number) {
      takeReadings();
      const from = clock.now();
      const answers = await Promise.all(Array.from({ length: parameters.requests }, () => send(api)));
      const inTime = (answers.length * parameters.workMs) / (clock.now() - from);
      const good = answers.filter(({ status }) => status === right);
      return { good, inTime, processes: takeReadings().processes ?? 0 };
    }

    /** Asks as often as there are copies, so that each has its turn; gives how many found it, none if any did not. */
    async function foundBy(orderId: unknown): Promise<number> {
      takeReadings();
      for (let left = designs[api.variant].copies; left > 0; left -= 1)
        if ((await askShop(api, `/orders/${orderId}`)).status !== 200) return 0;
      return takeReadings().processes ?? 0;
    }

    progress(0, 'products are asked for');
    const products = await allAtOnce(goodRequests.catalog, 200);
    progress(0.4, 'orders are placed');
    const orders = await allAtOnce(goodRequests.orders, 201);
    progress(0.8, 'orders are looked up');
    const found: number[] = [];
    for (const { body } of orders.good.slice(0, parameters.lookedUp)) found.push(await foundBy(body.orderId));

    return {
      metrics: {
        products: products.good.length,
        productsInTime: products.inTime,
        productProcesses: products.processes,
        orders: orders.good.length,
        ordersInTime: orders.inTime,
        foundBy: found.length === parameters.lookedUp ? Math.min(...found) : 0,
      },
      series: {},
    };
  },

  claims,
});
