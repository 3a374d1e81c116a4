import { defineExperiment } from '#experiment/define-experiment.ts';
import { pollUntil } from '#experiment/poll.ts';
import { median } from '#experiment/summary.ts';
import { isReadable, itemsWhere } from '#experiment/table.ts';
import { claims } from './read-your-own-write/claims.ts';
import { listOrders, placeOrder, type Reading, type Written, warmUp } from './shared/view-client.ts';

const pipeline = ['HTTP API', 'Lambda', 'DynamoDB'];
const lag = (lagMs: number) => ({
  context: { lagMs },
  lag: {
    label: 'lag of the view',
    value: lagMs,
    unit: 'ms',
    injected:
      'Stands in for a projection that is behind: an order is at least so old when the view shows it.',
  },
});
const read = (value: string) => ({ label: 'how “my orders” is read', value });
const variant = (label: string, lagMs: number, how: string) => {
  const { context, lag: lagParameter } = lag(lagMs);
  return { label, pipeline, context, parameters: { lag: lagParameter, read: read(how) } };
};

const readings: Record<string, (written: Written) => Reading> = {
  strong: () => ({ consistent: true }),
  token: (token) => ({ token }),
};

export default defineExperiment({
  question:
    'A client places an order and opens “my orders”, a view that follows the orders table. When does it find its own order there, and what helps?',
  nextStep:
    'In labs/order-view/handlers/list-orders.ts, look the order up in the orders table when the view is behind, in the place of waiting: what does the client hear then, and what does the list still lack?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders -H 'content-type: application/json' -d '{"customer":"me","item":"espresso"}'`,
    `curl -i ${ApiUrl}/customers/me/orders`,
  ],
  repetitions: 3,
  serviceTime: { value: 250 },
  parameters: {
    orders: { label: 'orders per repetition, each of another client', value: 8, unit: 'orders' },
    stepMs: { label: 'how much later each client reads than the one before', value: 150, unit: 'ms' },
  },
  variants: {
    'lag-0': variant('no lag added', 0, 'as it comes'),
    'lag-500': variant('lag 500 ms', 500, 'as it comes'),
    'lag-1000': variant('lag 1000 ms', 1000, 'as it comes'),
    strong: variant('lag 1000 ms, strong read', 1000, 'with strong consistency'),
    token: variant('lag 1000 ms, version token', 1000, 'with the version that was written'),
  },
  metrics: {
    stale: { label: 'lists without the client’s own order', unit: 'lists', better: 'lower' },
    inSource: {
      label: 'lists asked for while the orders table had the order',
      unit: 'lists',
      better: 'neither',
    },
    held: { label: 'lists that waited for the view', unit: 'lists', better: 'lower' },
    looks: { label: 'reads of the view', unit: 'reads', better: 'lower' },
    shown: { label: 'orders in the view in the end', unit: 'orders', better: 'higher' },
    behindMs: { label: 'from written to shown in the view, median', unit: 'ms', better: 'lower' },
  },
  series: { answerMs: { label: 'time to the list', unit: 'ms' } },
  predictions: [
    {
      kind: 'number',
      id: 'strong-reads',
      prompt:
        'The view lags by a second. Eight clients read it at 0, 150, 300 … 1050 ms after their orders were stored, with strong consistency. How many do not find their own order?',
      unit: 'lists',
      answer: ({ strong }) => strong.stale.median,
    },
  ],

  warmUp: (context) => warmUp(context, context.parameters.orders),

  async run({ variant: name, repetition, parameters, progress, ...api }) {
    const { clients, clock, outputs, runId, signal } = api;
    const customerOf = (index: number) => `${runId}-${name}-${repetition}-${index}`;
    let done = 0;
    const lists = await Promise.all(
      Array.from({ length: parameters.orders }, async (_, index) => {
        const customer = customerOf(index);
        const written = await placeOrder(api, { customer, item: 'espresso' });
        await clock.sleepUntil(clock.now() + index * parameters.stepMs, signal);
        const askedAt = clock.now();
        const [inSource, { orders, looks }] = await Promise.all([
          isReadable(clients.documents, outputs.TableName ?? '', { orderId: written.orderId }, signal),
          listOrders(api, customer, readings[name]?.(written) ?? {}),
        ]);
        done += 1;
        progress(done / parameters.orders, `${done} of ${parameters.orders} lists read`);
        const isFresh = orders.some(
          ({ orderId, version }) => orderId === written.orderId && version >= written.version,
        );
        return { customer, written, answerMs: clock.now() - askedAt, inSource, looks, isFresh };
      }),
    );
    const ends = clock.now() + 10_000;
    const views = await Promise.all(
      lists.map(async ({ customer, written }) => {
        const Key = { customer, orderId: written.orderId };
        const ViewTableName = outputs.ViewTableName ?? '';
        const check = () => isReadable(clients.documents, ViewTableName, Key, signal);
        await pollUntil({ clock, from: clock.now(), everyMs: 50, until: ends, signal, check });
        const [shown] = await itemsWhere(clients.documents, ViewTableName, 'customer', customer);
        const [order] = await itemsWhere(clients.documents, outputs.TableName ?? '', 'customer', customer);
        return { shownAt: Number(shown?.shownAt), writtenAt: Number(order?.writtenAt) };
      }),
    );
    return {
      metrics: {
        stale: lists.filter(({ isFresh }) => !isFresh).length,
        inSource: lists.filter((each) => each.inSource).length,
        held: lists.filter(({ looks }) => looks > 1).length,
        looks: lists.reduce((sum, { looks }) => sum + looks, 0),
        shown: views.filter(({ shownAt }) => Number.isFinite(shownAt)).length,
        behindMs: median(views.map(({ shownAt, writtenAt }) => shownAt - writtenAt)),
      },
      series: { answerMs: lists.map(({ answerMs }) => answerMs) },
    };
  },

  claims,
});
