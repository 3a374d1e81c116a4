import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import { openLoop } from '#experiment/open-loop.ts';
import { pollUntil } from '#experiment/poll.ts';
import { itemsWhere } from '#experiment/table.ts';
import { claims } from './asked-too-early/claims.ts';
import { askStatus, placeOrder, untilDrained, warmUp } from './shared/order-client.ts';

const pipeline = ['HTTP API', 'Lambda', 'SQS', 'Lambda', 'DynamoDB'];
const row = (value: string) => ({ label: 'row before the 202', value });
const on404 = (value: string) => ({ label: 'after a 404 the client', value });

export default defineExperiment({
  question:
    'An order was accepted with 202. The client asks at once how it stands: what does it hear, and what does it do?',
  nextStep:
    'In labs/order-status/handlers/accept-order.ts, store the pending row after the message is sent, and set serviceMs in stack.ts to 0: what can the row say for ever?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders -H 'content-type: application/json' -d '{"customer":"me","item":"espresso"}'`,
    `curl -i ${ApiUrl}/orders/ID-FROM-THE-ANSWER`,
  ],
  repetitions: 3,
  parameters: {
    orders: { label: 'orders per repetition', value: 12, unit: 'orders' },
    apartMs: { label: 'time between two orders', value: 60, unit: 'ms' },
    serviceMs: {
      label: 'service time',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for a payment provider that the worker waits for.',
    },
    askMs: { label: 'time between two questions of a client', value: 50, unit: 'ms' },
    patienceMs: { label: 'how long a client asks at most', value: 10_000, unit: 'ms' },
  },
  variants: {
    'no-row': {
      label: 'no row, asks again',
      pipeline,
      context: { pendingRow: 0 },
      parameters: { row: row('none'), on404: on404('asks again') },
    },
    'no-row-resent': {
      label: 'no row, orders again',
      pipeline,
      context: { pendingRow: 0 },
      parameters: { row: row('none'), on404: on404('orders again, once') },
    },
    'pending-row': {
      label: 'pending row',
      pipeline,
      context: { pendingRow: 1 },
      parameters: { row: row('pending'), on404: on404('orders again, once') },
    },
  },
  metrics: {
    accepted: { label: 'orders accepted (202)', unit: 'orders', better: 'higher' },
    early404: { label: 'accepted orders whose first question got a 404', unit: 'orders', better: 'lower' },
    firstPending: { label: 'orders whose first question got “pending”', unit: 'orders', better: 'neither' },
    toldPlaced: {
      label: 'clients told in the end that their order is placed',
      unit: 'clients',
      better: 'higher',
    },
    duplicates: { label: 'orders placed that nobody wanted', unit: 'orders', better: 'lower' },
    writes: { label: 'writes to the table', unit: 'writes', better: 'lower' },
  },
  series: { questions: { label: 'questions asked', unit: 'requests' } },
  predictions: [
    {
      kind: 'number',
      id: 'early-404s',
      prompt:
        'Nothing is stored before the 202. Twelve clients ask right after it how their orders stand. How many hear 404?',
      unit: 'clients',
      answer: (results) => results['no-row'].early404.median,
    },
  ],

  warmUp: (context) => warmUp(context, 8),

  async run({ variant, repetition, parameters, events, progress, ...api }) {
    const { clock, signal, runId, clients, outputs } = api;
    const customer = `${runId}-${variant}-${repetition}`;
    let done = 0;
    const sent = await openLoop({
      arrivals: Array.from({ length: parameters.orders }, (_, index) => index * parameters.apartMs),
      clock,
      signal,
      async send({ index, intendedAt }) {
        const order = { customer, item: `espresso ${index + 1}` };
        let { status, orderId } = await placeOrder(api, order);
        const first = await askStatus(api, orderId);
        if (first === 'unknown' && variant !== 'no-row') ({ orderId } = await placeOrder(api, order));
        let questions = 1;
        const toldAt = await pollUntil({
          clock,
          from: clock.now() + parameters.askMs,
          everyMs: parameters.askMs,
          until: intendedAt + parameters.patienceMs,
          signal,
          async check() {
            questions += 1;
            return (await askStatus(api, orderId)) === 'placed';
          },
        });
        done += 1;
        progress(done / parameters.orders, `${done} of ${parameters.orders} clients know`);
        return { status, first, questions, isTold: toldAt !== undefined };
      },
    });
    await untilDrained(api);
    const rows = await itemsWhere(clients.documents, outputs.TableName ?? '', 'customer', customer);
    const placed = rows.filter((each) => each.status === 'placed');
    return {
      metrics: {
        accepted: sent.filter(({ status }) => status === 202).length,
        early404: sent.filter(({ first }) => first === 'unknown').length,
        firstPending: sent.filter(({ first }) => first === 'pending').length,
        toldPlaced: sent.filter(({ isTold }) => isTold).length,
        duplicates: placed.length - new Set(placed.map(({ item }) => item)).size,
        writes: eventsOf(events, 'item-written', 'Orders').length,
      },
      series: { questions: sent.map(({ questions }) => questions) },
    };
  },

  claims,
});
