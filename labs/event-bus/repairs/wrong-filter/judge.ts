import { defineRepair } from '#experiment/define-repair.ts';
import experiment from '../../experiments/route-by-content.ts';
import { readQueue, readUntil, readWhileComing } from '../../experiments/shared/inbox.ts';
import { ordersOf } from '../../experiments/shared/producer.ts';
import { kitchenOf } from '../../experiments/shared/readers.ts';

export default defineRepair(experiment, {
  variants: { 'bus-wrong': {} },
  probe: {
    metrics: {
      foreign: { label: 'orders of another store that arrived', unit: 'orders', better: 'lower' },
    },
    async run({ runId, ...shop }) {
      const kitchen = await kitchenOf(shop, 'bus');
      const orders = ordersOf(`${runId}-market`, 2).map((order) => ({ ...order, store: 'market' }));
      for (const order of orders)
        await shop.clients.http.postJson(`${shop.outputs.ApiUrl}/bus/orders`, order, shop.signal);
      await readUntil(shop, kitchen, (read) => read.length >= orders.length);
      const read = await readWhileComing(shop, () => readQueue(shop, shop.outputs.StoreOfBusUrl));
      return { foreign: read.filter(({ orderId }) => orderId.includes('-market')).length };
    },
  },
  mends: [
    {
      id: 'the-harbour-hears-of-its-orders',
      statement: 'Every order of the harbour store reaches its queue.',
      judge: ({ 'bus-wrong': run }) => ({
        holds: run.arrived.min === run.wanted.min,
        because: `${run.arrived.median} of ${run.wanted.median} orders arrived; ${run.byAll.median} reached a reader without a pattern.`,
      }),
    },
  ],
  keeps: [
    {
      id: 'no-order-of-another-store',
      statement: 'Orders of other stores do not reach it.',
      judge: ({ 'bus-wrong': run }) => ({
        holds: run.foreign.max === 0,
        because: `${run.foreign.median} of 2 orders of another store arrived.`,
      }),
    },
    {
      id: 'the-others-hear-as-before',
      statement: 'The producer is told of no error, and the kitchen hears of every order.',
      judge: ({ 'bus-wrong': run }, { express, normal }) => ({
        holds: run.taken.min === express + normal && run.byAll.min === express + normal,
        because: `${run.taken.median} of ${express + normal} orders were taken, and ${run.byAll.median} reached the kitchen.`,
      }),
    },
  ],
});
