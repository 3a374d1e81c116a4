import { defineRepair } from '#experiment/define-repair.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import experiment from '../../experiments/row-and-event.ts';
import { sendOrder, storedOrders, toldOrders } from '../../experiments/shared/food-client.ts';

export default defineRepair(experiment, {
  variants: { 'row-first-again': { context: { serviceMs: 20 } } },
  probe: {
    metrics: {
      writes: { label: 'writes to the tables of orders and events', unit: 'writes', better: 'lower' },
      phantomsAfterEvent: {
        label: 'orders that the kitchen heard of and no table has, after a function died behind the event',
        unit: 'orders',
        better: 'lower',
      },
    },
    async run({ faults, events, clock, ...api }) {
      const writes = eventsOf(events, 'item-written').filter(({ resource }) => resource !== 'Told').length;
      const customer = `${api.runId}-behind-the-event`;
      faults.inject({ resource: 'Place', fault: 'crash-after-publish', times: 1 });
      await sendOrder(api, { customer, key: '1' });
      await clock.sleepUntil(clock.now() + 1_000, api.signal);
      const [rows, told] = await Promise.all([
        storedOrders(api, customer),
        toldOrders(api, customer, 'Kitchen'),
      ]);
      return { writes, phantomsAfterEvent: [...told.keys()].filter((orderId) => !rows.has(orderId)).length };
    },
  },
  mends: [
    {
      id: 'the-kitchen-hears-of-every-order',
      statement: 'Every order that is in the table reaches the kitchen, wherever the function dies.',
      judge: ({ 'row-first-again': run }) => ({
        holds: run.lost.max === 0,
        because: `The kitchen never heard of ${run.lost.median} of ${run.stored.median} orders in the table.`,
      }),
    },
  ],
  keeps: [
    {
      id: 'the-kitchen-cooks-nothing-else',
      statement: 'The kitchen hears of no order that no table has.',
      judge: ({ 'row-first-again': run }) => ({
        holds: run.phantoms.max === 0 && run.phantomsAfterEvent.max === 0,
        because: `It heard of ${run.phantoms.median + run.phantomsAfterEvent.median} orders that are in no table.`,
      }),
    },
    {
      id: 'every-customer-has-their-order',
      statement: 'Every customer is told in the end that the order is placed, and it is in the table.',
      judge: ({ 'row-first-again': run }, { orders }) => ({
        holds: run.toldPlaced.min === orders && run.stored.min === orders,
        because: `${run.toldPlaced.median} of ${orders} customers were told so, and ${run.stored.median} orders are in the table.`,
      }),
    },
    {
      id: 'nobody-is-charged-twice',
      statement: 'No card is charged twice for one order.',
      judge: ({ 'row-first-again': run }, { orders }) => ({
        holds: run.charged.max <= orders,
        because: `${run.charged.median} cards were charged for ${orders} orders.`,
      }),
    },
  ],
});
