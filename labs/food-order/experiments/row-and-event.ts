import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf, runningInvocations } from '#experiment/event-counts.ts';
import { pollUntil } from '#experiment/poll.ts';
import { claims } from './row-and-event/claims.ts';
import { sendOrder, storedOrders, toldOrders } from './shared/food-client.ts';

const serviceMs = 20;
/** Which orders' functions die, by their place in the row: in the middle, so that good ones come before and after. */
const dyingPlaces = [1, 3];

const variant = (label: string, tell: string, pipeline: string[], again = false) => ({
  label,
  pipeline: ['HTTP API', 'Lambda', ...pipeline],
  parameters: {
    tell: { label: 'how the row and the event are brought about', value: tell },
    again: { label: 'a customer who hears of an error sends the order again, with its key', value: again },
  },
  context: { tell, serviceMs },
});
const both = ['DynamoDB', 'EventBridge'];

export default defineExperiment({
  question:
    'An order is stored, and the kitchen has to hear of it. The process dies between the two. Which orders does the kitchen never hear of, and which does nobody know but the kitchen?',
  nextStep:
    'In labs/food-order/handlers/relay-outbox.ts, delete the row before it is told: which claim turns false, and what has the outbox become?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders -H 'content-type: application/json' -H 'idempotency-key: mine-1' -d '{"customer":"me","restaurant":"corner","dish":"soup","card":"good"}'`,
  ],
  repetitions: 3,
  // Counts of what came, each with seconds to come in: a busy machine makes them late, not different.
  tolerance: { loopLag: 10, cpuTaken: 2 },
  serviceTime: { value: 500 },
  localCloud: {
    timeScale: {
      label: 'scale of AWS’s waits',
      value: 0.02,
      unit: '',
      injected:
        'The minute after which the outbox is read again passes 50 times as fast: 1.2 s stand for it.',
    },
  },
  parameters: {
    orders: { label: 'orders per repetition', value: 6, unit: 'orders' },
    crashes: {
      label: 'functions that die between the row and the event, where there are two steps',
      value: dyingPlaces.length,
      injected: 'Made to happen: how often a function dies at this point says nothing.',
    },
    tellerCrashes: {
      label: 'relays or publishers that die right after they told an event',
      value: 1,
      injected: 'Made to happen, too.',
    },
  },
  variants: {
    'row-first': variant('row, then event', 'row-then-event', both),
    'row-first-again': variant('row, then event; customers try again', 'row-then-event', both, true),
    'event-first': variant('event, then row', 'event-then-row', ['EventBridge', 'DynamoDB']),
    outbox: variant('outbox', 'outbox', [...both]),
    stream: variant('the table’s stream', 'stream', ['DynamoDB', 'DynamoDB stream', 'EventBridge']),
  },
  metrics: {
    toldPlaced: { label: 'customers told in the end that it is placed', unit: 'customers', better: 'higher' },
    toldError: { label: 'customers whose first answer was an error', unit: 'customers', better: 'lower' },
    charged: { label: 'cards charged', unit: 'orders', better: 'neither' },
    stored: { label: 'orders in the table', unit: 'orders', better: 'higher' },
    lost: { label: 'orders in the table that the kitchen never heard of', unit: 'orders', better: 'lower' },
    placedAndLost: {
      label: 'of these, orders whose customer was told that it is placed',
      unit: 'orders',
      better: 'lower',
    },
    phantoms: {
      label: 'orders that the kitchen heard of and no table has',
      unit: 'orders',
      better: 'lower',
    },
    toldTwice: { label: 'orders that the kitchen was told twice', unit: 'orders', better: 'lower' },
  },
  series: {},
  predictions: [
    {
      kind: 'number',
      id: 'lost',
      prompt:
        'Six orders. The row is stored first, then the event is told. The function dies in between for two of them. How many orders does the kitchen never hear of?',
      unit: 'orders',
      answer: (results) => results['row-first'].lost.median,
    },
    {
      kind: 'number',
      id: 'lost-again',
      prompt:
        'The same, and the two customers who got an error send the order again with the same key. How many orders does the kitchen never hear of now?',
      unit: 'orders',
      answer: (results) => results['row-first-again'].lost.median,
    },
  ],

  async warmUp(api) {
    const customer = `${api.runId}-warm-up`;
    const { orderId = '' } = await sendOrder(api, { customer, key: '1' });
    const check = async () => (await toldOrders(api, customer, 'Kitchen')).has(orderId);
    const from = api.clock.now();
    await pollUntil({ ...api, from, everyMs: 50, until: from + 15_000, check });
  },

  async run({ variant: name, repetition, parameters, progress, faults, events, takeReadings, ...api }) {
    const { clock, signal } = api;
    const customer = `${api.runId}-${name}-${repetition}`;
    const kitchen = () => toldOrders(api, customer, 'Kitchen');
    const until = async (check: () => Promise<boolean>) => {
      const from = clock.now();
      return pollUntil({ clock, from, everyMs: 50, until: from + 15_000, signal, check });
    };
    takeReadings();

    const firsts: Awaited<ReturnType<typeof sendOrder>>[] = [];
    const lasts: typeof firsts = [];
    const order = async (index: number) => {
      const wish = { customer, key: String(index) };
      const first = await sendOrder(api, wish);
      firsts.push(first);
      lasts.push(name === 'row-first-again' && first.code >= 500 ? await sendOrder(api, wish) : first);
      progress((index + 1) / (parameters.orders + 1), `${index + 1} of ${parameters.orders} orders sent`);
    };
    const fault = name === 'event-first' ? 'crash-after-publish' : 'crash-after-write';
    for (let index = 0; index < parameters.orders - 1; index += 1) {
      const dies = dyingPlaces.slice(0, parameters.crashes).includes(index);
      const mend = dies ? faults.inject({ resource: 'Place', fault, times: 1 }) : undefined;
      await order(index);
      mend?.();
    }
    const isComplete = async () => {
      const [told, rows] = await Promise.all([kitchen(), storedOrders(api, customer)]);
      return [...rows.keys()].every((orderId) => told.has(orderId));
    };
    const teller = { outbox: 'Relay', stream: 'Publish' }[name as string];
    // What was told before must not die with the last order.
    if (teller) {
      await until(isComplete);
      faults.inject({ resource: teller, fault: 'crash-after-publish', times: parameters.tellerCrashes });
    }
    await order(parameters.orders - 1);

    progress(parameters.orders / (parameters.orders + 1), 'the kitchen hears of them');
    const placed = firsts.flatMap(({ orderId }) => (orderId ? [orderId] : []));
    await until(async () => {
      const told = await kitchen();
      return placed.every((orderId) => told.has(orderId));
    });
    if (teller) await until(async () => [...(await kitchen()).values()].some((times) => times > 1));
    // Whoever would hear late still hears: each event that was told has three readers, and each notes it.
    await clock.sleepUntil(clock.now() + 300, signal);
    await until(async () => runningInvocations(events) === 0);

    const [told, rows] = await Promise.all([kitchen(), storedOrders(api, customer)]);
    const lost = [...rows.keys()].filter((orderId) => !told.has(orderId));
    const placedIds = new Set(lasts.filter(({ code }) => code === 201).map(({ orderId }) => orderId));
    if (eventsOf(events, 'message-dead-lettered').length > 0) throw new Error('A reader gave an event up.');
    return {
      metrics: {
        toldPlaced: placedIds.size,
        toldError: firsts.filter(({ code }) => code >= 500).length,
        charged: takeReadings().charged ?? 0,
        stored: rows.size,
        lost: lost.length,
        placedAndLost: lost.filter((orderId) => placedIds.has(orderId)).length,
        phantoms: [...told.keys()].filter((orderId) => !rows.has(orderId)).length,
        toldTwice: [...told.values()].filter((times) => times > 1).length,
      },
      series: {},
    };
  },

  claims,
});
