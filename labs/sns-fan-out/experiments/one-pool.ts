import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import { pollUntil } from '#experiment/poll.ts';
import { claims, type Variant } from './one-pool/claims.ts';
import { effectsOf, placeOrder, takeFailures, untilSettled } from './shared/fan-out.ts';
import { mostAtOnceOf, runningOf } from './shared/most-at-once.ts';
import { warmUp, warmUpAccept } from './shared/warm-up.ts';

const account = 6;
const reserved = { mailer: 3, accept: 2 };

/** How many mails are written at the same time when the pool is as full as it gets. */
const full: Record<Variant, number> = {
  shared: account,
  'mailer-reserved': reserved.mailer,
  'accept-reserved': account - reserved.accept,
};

const pipeline = ['HTTP API', 'Lambda', 'SNS', 'Lambda', 'DynamoDB'];
const common = { serviceMs: 600, consumers: 'mailer' };
const part = (label: string, value: number | string) => ({ label, value, unit: 'invocations' });

export default defineExperiment({
  question:
    'The function behind the API and the one behind the topic share the concurrency of the account. Mails fill it: who starves, and what does reserving do to both?',
  nextStep:
    'In experiments/one-pool.ts, send more callers at the same time than are reserved for the accepting function: what becomes of those who are too many?',
  byHand: ({ ApiUrl }) => [
    `seq 12 | xargs -P 1 -I{} curl -s -o /dev/null -w '%{http_code}\\n' ${ApiUrl}/orders --json '{"customer":"me","item":"{}","cents":250}'`,
  ],
  repetitions: 3,
  localCloud: {
    timeScale: {
      label: 'scale of AWS’s waits',
      value: 0.005,
      unit: '',
      injected: 'Lambda’s waits before it tries an event again, of seconds on AWS, run 200 times as fast.',
    },
    accountConcurrency: {
      label: 'concurrency of the account',
      value: account,
      unit: 'invocations',
      injected: 'Stands in for the account’s quota on AWS, a thousand unless it is a new account.',
    },
    minimumUnreservedConcurrency: {
      label: 'concurrency that nobody can reserve',
      value: 1,
      unit: 'invocations',
      injected: 'Stands in for the 100 that AWS keeps for functions that reserve nothing.',
    },
  },
  parameters: {
    fill: { label: 'orders that fill the pool with mails, per repetition', value: 6, unit: 'orders' },
    callers: { label: 'callers while it is full, per repetition', value: reserved.accept, unit: 'callers' },
    account: { label: 'concurrency of the account', value: account, unit: 'invocations' },
    reservedForMailer: {
      label: 'reserved for the mailer, where it is',
      value: reserved.mailer,
      unit: 'invocations',
    },
    reservedForAccept: {
      label: 'reserved for the accepting function, where it is',
      value: reserved.accept,
      unit: 'invocations',
    },
    serviceMs: {
      label: 'service time of the mailer',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for a mail server that the mailer waits for.',
    },
  },
  variants: {
    shared: {
      label: 'nothing reserved',
      pipeline,
      context: common,
      parameters: { reserved: part('reserved', 'nothing') },
    },
    'mailer-reserved': {
      label: 'reserved for the mailer',
      pipeline,
      context: { ...common, reserveMailer: reserved.mailer },
      parameters: { reserved: part('reserved for the mailer', reserved.mailer) },
    },
    'accept-reserved': {
      label: 'reserved behind the API',
      pipeline,
      context: { ...common, reserveAccept: reserved.accept },
      parameters: { reserved: part('reserved for the accepting function', reserved.accept) },
    },
  },
  metrics: {
    filled: { label: 'orders accepted before the pool is full', unit: 'orders', better: 'higher' },
    accepted: { label: 'callers accepted (202) while it is full', unit: 'callers', better: 'higher' },
    refused: { label: 'callers refused while it is full', unit: 'callers', better: 'lower' },
    mails: { label: 'mails stored in the end', unit: 'mails', better: 'higher' },
    dropped: { label: 'accepted orders without a mail', unit: 'orders', better: 'lower' },
    mailerPeak: { label: 'most mails written at the same time', unit: 'mails', better: 'neither' },
    acceptThrottles: {
      label: 'times that the accepting function was throttled',
      unit: 'throttles',
      better: 'lower',
    },
    mailerThrottles: { label: 'times that the mailer was throttled', unit: 'throttles', better: 'neither' },
  },
  series: { status: { label: 'status of the callers while it is full', unit: 'status' } },
  predictions: [
    {
      kind: 'number',
      id: 'refused-while-full',
      prompt:
        'Six mails are being written, which is all that the account may run. Two callers place an order at that moment. How many get an error?',
      unit: 'callers',
      answer: (results) => results.shared.refused.median,
    },
    {
      kind: 'choice',
      id: 'what-a-reservation-takes',
      prompt:
        'Of a pool of six, two are reserved for the accepting function, and nobody calls. How many mails can be written at the same time?',
      options: [
        { value: '6', label: 'six: what is idle is lent' },
        { value: '4', label: 'four: what is reserved is gone for the others' },
        { value: '2', label: 'two: as many as are reserved' },
      ],
      answer: (results) => String(results['accept-reserved'].mailerPeak.median),
    },
  ],

  async warmUp({ variants, ...api }) {
    await warmUpAccept(api, reserved.accept);
    await warmUp(api, Math.min(...variants.map((each) => full[each])), ['mailer']);
  },

  async run({ variant, repetition, parameters, events, progress, ...api }) {
    const { clock, signal } = api;
    const customer = `${api.runId}-${variant}-${repetition}`;
    let filled = 0;
    // One after the other, so that they do not take concurrency from each other.
    for (let order = 1; order <= parameters.fill; order += 1)
      if ((await placeOrder(api, { customer, item: `espresso ${order}` })) === 202) filled += 1;
    const from = clock.now();
    const check = async () => runningOf(events, 'Mailer') === full[variant];
    await pollUntil({ clock, from, everyMs: 5, until: from + parameters.serviceMs, signal, check });
    progress(0.5, 'the pool is full');
    const status = await Promise.all(
      Array.from({ length: parameters.callers }, (_, index) =>
        placeOrder(api, { customer, item: `lungo ${index + 1}` }),
      ),
    );
    await untilSettled({ ...api, events }, 1);
    await takeFailures(api, 'Mailer');
    const accepted = status.filter((each) => each === 202).length;
    const mails = (await effectsOf(api, customer)).length;
    return {
      metrics: {
        filled,
        accepted,
        refused: status.length - accepted,
        mails,
        dropped: filled + accepted - mails,
        mailerPeak: mostAtOnceOf(events, 'Mailer'),
        acceptThrottles: eventsOf(events, 'invocation-throttled', 'Accept').length,
        mailerThrottles: eventsOf(events, 'invocation-throttled', 'Mailer').length,
      },
      series: { status },
    };
  },

  claims,
});
