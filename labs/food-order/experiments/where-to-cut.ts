import { defineExperiment } from '#experiment/define-experiment.ts';
import { pollUntil } from '#experiment/poll.ts';
import { warmUpEnvironments } from '#experiment/warm-up.ts';
import { sendOrder, storedOrders, toldOrders, type Wish } from './shared/food-client.ts';
import { claims } from './where-to-cut/claims.ts';

const serviceMs = 200;
const pipeline = ['HTTP API', 'Lambda', 'DynamoDB', 'DynamoDB stream', 'EventBridge'];
const variant = (label: string, replyAt: string) => ({
  label,
  pipeline,
  parameters: { replyAt: { label: 'how far an order has come at the reply', value: replyAt } },
  context: { replyAt, serviceMs },
});
const ends = ['accepted', 'declined', 'refused'];

export default defineExperiment({
  question:
    'An order takes two steps that may fail: the card is charged, and the restaurant says yes. Which of them should the customer wait for? What does the reply leave open, and what has to be taken back?',
  nextStep:
    'In labs/food-order/handlers/advance.ts, ask the restaurant before the card is charged: what is given back now, and what does the restaurant have to be told in its place?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders -H 'content-type: application/json' -H 'idempotency-key: mine-1' -d '{"customer":"me","restaurant":"full-house","dish":"soup","card":"good"}'`,
  ],
  repetitions: 3,
  parameters: {
    good: { label: 'orders that go well', value: 4, unit: 'orders' },
    declined: { label: 'orders whose card is declined', value: 1, unit: 'orders' },
    refused: { label: 'orders that their restaurant refuses', value: 1, unit: 'orders' },
    serviceMs: {
      label: 'service time of the payment provider, and of the restaurant',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for two companies that take their time.',
    },
  },
  variants: {
    received: variant('reply before the card', 'received'),
    paid: variant('reply after the card', 'paid'),
    accepted: variant('reply after the restaurant', 'accepted'),
  },
  metrics: {
    knewTheEnd: {
      label: 'customers whose reply said how the order ended',
      unit: 'customers',
      better: 'higher',
    },
    overturned: {
      label: 'customers who were told 202 and whose order failed afterwards',
      unit: 'customers',
      better: 'lower',
    },
    mailed: { label: 'of these, customers to whom it was mailed', unit: 'customers', better: 'higher' },
    accepted: { label: 'orders accepted in the end', unit: 'orders', better: 'higher' },
    refunds: { label: 'charges given back', unit: 'charges', better: 'lower' },
    refundsAfterReply: { label: 'of these, after the reply', unit: 'charges', better: 'lower' },
    replyServices: {
      label: 'time to the reply, quickest of the orders that go well',
      unit: 'service times',
      better: 'lower',
    },
    doneServices: {
      label: 'time until the restaurant has taken it, quickest of them',
      unit: 'service times',
      better: 'lower',
    },
  },
  series: { replyMs: { label: 'time to the reply', unit: 'ms' } },
  predictions: [
    {
      kind: 'number',
      id: 'overturned',
      prompt:
        'Six orders are answered after the card was charged and before the restaurant was asked. One card is declined, and one restaurant refuses. How many customers hear 202 for an order that then fails?',
      unit: 'customers',
      answer: ({ paid }) => paid.overturned.median,
    },
    {
      kind: 'number',
      id: 'refunds',
      prompt: 'The same six, and the reply waits for the restaurant, too. How many charges are given back?',
      unit: 'charges',
      answer: ({ accepted }) => accepted.refunds.median,
    },
  ],

  async warmUp(api) {
    const customer = `${api.runId}-warm-up-${api.variants.join('-')}`;
    let sent = 0;
    await warmUpEnvironments(4, (index) => {
      sent += 1;
      return sendOrder(api, { customer, key: String(index) });
    });
    const from = api.clock.now();
    const check = async () => (await toldOrders(api, customer, 'Mail')).size === sent;
    await pollUntil({ ...api, from, everyMs: 50, until: from + 20_000, check });
  },

  async run({ variant: name, repetition, parameters, progress, takeReadings, ...api }) {
    const { clock, signal } = api;
    const customer = `${api.runId}-${name}-${repetition}`;
    const wishes = [
      ...Array.from({ length: parameters.good }, (): Partial<Wish> => ({})),
      ...Array.from({ length: parameters.declined }, () => ({ card: 'declined' })),
      ...Array.from({ length: parameters.refused }, () => ({ restaurant: 'full-house' })),
    ];
    takeReadings();
    const orders = await Promise.all(
      wishes.map(async (wish, index) => {
        // Apart from each other, so that each finds a warm environment.
        await clock.sleepUntil(clock.now() + index * parameters.serviceMs, signal);
        const from = clock.now();
        const reply = await sendOrder(api, { customer, key: String(index), ...wish });
        const replyMs = clock.now() - from;
        const { orderId = '' } = reply;
        let end = '';
        const check = async () => {
          end = (await storedOrders(api, customer)).get(orderId) ?? '';
          return ends.includes(end);
        };
        const doneAt = await pollUntil({ clock, from, everyMs: 25, until: from + 15_000, signal, check });
        progress((index + 1) / wishes.length, `order ${index + 1} of ${wishes.length} is ${end}`);
        return { reply, replyMs, doneMs: (doneAt ?? Number.NaN) - from, orderId, end };
      }),
    );
    const overturned = orders.filter(({ reply, end }) => reply.code === 202 && end !== 'accepted');
    const from = clock.now();
    const isMailed = async () => (await toldOrders(api, customer, 'Mail')).size === orders.length;
    await pollUntil({ clock, from, everyMs: 50, until: from + 15_000, signal, check: isMailed });
    const mails = await toldOrders(api, customer, 'Mail');
    const { refunded = 0 } = takeReadings();
    const good = orders.slice(0, parameters.good);
    // The quickest says what has to be waited for. The others waited for the machine, too.
    const inServices = (times: number[]) => Math.min(...times) / parameters.serviceMs;
    return {
      metrics: {
        knewTheEnd: orders.filter(({ reply, end }) => reply.status === end).length,
        overturned: overturned.length,
        mailed: overturned.filter(({ orderId }) => mails.has(orderId)).length,
        accepted: orders.filter(({ end }) => end === 'accepted').length,
        refunds: refunded,
        refundsAfterReply: overturned.filter(({ end }) => end === 'refused').length,
        replyServices: inServices(good.map(({ replyMs }) => replyMs)),
        doneServices: inServices(good.map(({ doneMs }) => doneMs)),
      },
      series: { replyMs: orders.map(({ replyMs }) => replyMs) },
    };
  },

  claims,
});
