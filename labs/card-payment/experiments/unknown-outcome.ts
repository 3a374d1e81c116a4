import { defineExperiment } from '#experiment/define-experiment.ts';
import { openLoop } from '#experiment/open-loop.ts';
import { chargesByCard, placeOrder, statusesByCard, warmUp } from './shared/shop.ts';
import { claims } from './unknown-outcome/claims.ts';
import { plannedOrders } from './unknown-outcome/planned-orders.ts';

/** A charge in time is there after a fifth of it, an interrupted one two service times after it. */
const deadlineMs = 500;

const pipeline = ['HTTP API', 'Lambda', 'payment provider', 'DynamoDB'];
const guard = (value: string) => ({ label: 'what a second attempt meets', value });

export default defineExperiment({
  question:
    'The payment provider times out before, while and after it charges. Who is charged twice, and who is charged for nothing?',
  nextStep:
    'In labs/card-payment/handlers/reconcile-orders.ts, take out the loop that voids charges, and run npx node --test labs/card-payment/payments.property.test.ts: which sequence of faults leaves a charge without an order?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders -H 'content-type: application/json' -H 'idempotency-key: 1' -d '{"customer":"me","item":"espresso","amount":300,"card":"timeout-after-1"}'`,
  ],
  repetitions: 3,
  localCloud: {
    timeScale: {
      label: 'scale of the waits that nobody can set',
      value: 0.01,
      unit: '',
      injected: 'The job that runs every minute runs every 0.6 seconds.',
    },
  },
  // A timeout is several service times away from an answer in time.
  tolerance: { loopLag: 2, sendDrift: 2, clockJump: 2, cpuTaken: 0.8 },
  parameters: {
    orders: { label: 'orders per repetition', value: 8, unit: 'orders' },
    interrupted: {
      label: 'of them, orders whose first request to the provider times out',
      value: 6,
      unit: 'orders',
      injected:
        'A stand-in on this machine plays the provider. The card’s token tells it to time out before, while or after it charges.',
    },
    serviceMs: {
      label: 'time that a charge takes',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Set in the stand-in for the provider.',
    },
    deadlineMs: { label: 'how long we wait for the provider', fromOutput: 'DeadlineMs', unit: 'ms' },
    apartMs: { label: 'time between two orders', value: 20, unit: 'ms' },
    attempts: { label: 'attempts of a client that tries again, at most', value: 4, unit: 'attempts' },
  },
  variants: {
    none: {
      label: 'no key',
      pipeline,
      context: { guard: 'none', deadlineMs, reconciles: 0 },
      parameters: { guard: guard('nothing: it is a new order') },
    },
    local: {
      label: 'our own record',
      pipeline,
      context: { guard: 'local', deadlineMs, reconciles: 0 },
      parameters: { guard: guard('our record of the first, in progress or done') },
    },
    provider: {
      label: 'the provider’s key',
      pipeline,
      context: { guard: 'provider', deadlineMs, reconciles: 0 },
      parameters: { guard: guard('our record, and the provider’s idempotency key') },
    },
    reconciled: {
      label: 'its key, and a comparison',
      pipeline,
      context: { guard: 'provider', deadlineMs, reconciles: 1, giveUpMs: 1_500 },
      parameters: {
        guard: guard('the same, and a job compares orders with the provider’s list'),
        giveUp: {
          label: 'how long an order may be without outcome and charge',
          value: 1_500,
          unit: 'ms',
          injected: 'On a scaled clock: take several minutes.',
        },
      },
    },
  },
  metrics: {
    placed: { label: 'orders placed', unit: 'orders', better: 'higher' },
    chargedTwice: { label: 'customers charged twice', unit: 'customers', better: 'lower' },
    chargedForNothing: {
      label: 'customers charged and without an order',
      unit: 'customers',
      better: 'lower',
    },
    unpaid: { label: 'orders placed without a charge', unit: 'orders', better: 'lower' },
    unknown: { label: 'orders without an end', unit: 'orders', better: 'lower' },
    requests: { label: 'requests of the clients', unit: 'requests', better: 'neither' },
  },
  series: { charges: { label: 'charges of each order', unit: 'charges' } },
  predictions: [
    {
      kind: 'number',
      id: 'charged-twice-without-key',
      prompt:
        'Three clients try again after a timeout: the provider timed out before, while or after it charged. Without any key, how many of the three are charged twice?',
      unit: 'customers',
      answer: ({ none }) => none.chargedTwice.median,
    },
    {
      kind: 'number',
      id: 'unknown-with-own-record',
      prompt:
        'Six orders meet a timeout. Our own record says “in progress” of each, and refuses a second attempt. How many of the six never get an end?',
      unit: 'orders',
      answer: ({ local }) => local.unknown.median,
    },
  ],

  warmUp: (context) => warmUp(context, 8),

  async run({ variant, repetition, parameters, takeReadings, progress, ...shop }) {
    const { clock, signal, runId } = shop;
    const { serviceMs, attempts, apartMs } = parameters;
    const customer = `${runId}-${variant}-${repetition}`;
    const planned = plannedOrders(customer);
    let requests = 0;
    let done = 0;
    await openLoop({
      arrivals: planned.map((_, index) => index * apartMs),
      clock,
      signal,
      async send({ index }) {
        const { card, triesAgain } = planned[index] as (typeof planned)[number];
        const order = { customer, item: 'espresso', amount: 300, card };
        for (let attempt = 1; attempt <= (triesAgain ? attempts : 1); attempt += 1) {
          if (attempt > 1) await clock.sleepUntil(clock.now() + 2 * serviceMs, signal);
          requests += 1;
          const status = await placeOrder(shop, order, `order-${index}`);
          if (status === 201 || status === 402) break;
        }
        done += 1;
        progress(done / planned.length, `${done} of ${planned.length} clients are done`);
      },
    });

    const isPlaced = (status: string) => status === 'authorized';
    const hasNoEnd = (statuses: string[] = []) => statuses.every((status) => status === 'authorizing');
    // The job has its time: an order may be refused before its charge comes late, and then the charge is to be voided.
    const compared = async (charged: ReadonlyMap<string, number>) => {
      const found = await statusesByCard(shop, customer);
      return planned.every(({ card }) => {
        const of = found.get(card) ?? [];
        return !hasNoEnd(of) && (charged.get(card) ?? 0) === of.filter(isPlaced).length;
      });
    };
    const charges = await chargesByCard(shop, takeReadings, variant === 'reconciled' ? compared : undefined);
    const statuses = await statusesByCard(shop, customer);
    const outcomes = planned.map(({ card }) => ({
      charged: charges.get(card) ?? 0,
      placed: (statuses.get(card) ?? []).filter(isPlaced).length,
      hasNoEnd: hasNoEnd(statuses.get(card)),
    }));
    const count = (is: (outcome: (typeof outcomes)[number]) => boolean) => outcomes.filter(is).length;
    return {
      metrics: {
        placed: count(({ placed }) => placed > 0),
        chargedTwice: count(({ charged }) => charged > 1),
        chargedForNothing: count(({ charged, placed }) => charged > 0 && placed === 0),
        unpaid: count(({ charged, placed }) => placed > charged),
        unknown: count((outcome) => outcome.hasNoEnd),
        requests,
      },
      series: { charges: outcomes.map(({ charged }) => charged) },
    };
  },

  claims,
});
