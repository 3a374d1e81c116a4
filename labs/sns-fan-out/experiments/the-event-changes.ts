import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import { openLoop } from '#experiment/open-loop.ts';
import { type Consumer, cents, effectsOf, placeOrder, takeFailures, untilSettled } from './shared/fan-out.ts';
import { warmUp, warmUpAccept } from './shared/warm-up.ts';
import { claims, type Variant } from './the-event-changes/claims.ts';

const pipeline = ['HTTP API', 'Lambda', 'SNS', 'Lambda × 2, SQS → Lambda', 'DynamoDB'];
const form = (event: string, checkContract = 0) => ({
  pipeline,
  context: { serviceMs: 100, shippingAtOnce: 4, event, checkContract },
});
const sends = (value: string) => ({ event: { label: 'the event', value } });

/** Who works on the events of a variant and who fails at them, so that nothing of the warm-up is counted later. */
const warmed: Record<Variant, { working: Consumer[]; failing: string[] }> = {
  agreed: { working: ['mailer', 'billing', 'shipping'], failing: [] },
  renamed: { working: ['mailer', 'shipping'], failing: ['Billing'] },
  'both-names': { working: ['mailer', 'billing', 'shipping'], failing: [] },
  versioned: { working: ['shipping'], failing: ['Mailer', 'Billing'] },
  checked: { working: [], failing: [] },
};

export default defineExperiment({
  question:
    'The producer renames a field of its event. Which consumer fails, which stores nonsense, and what does a version or a contract change?',
  nextStep:
    'In labs/sns-fan-out/handlers/mailer.ts, check the event as handlers/billing.ts does: which claim turns false, and is that good news?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders -H 'content-type: application/json' -d '{"customer":"me","item":"espresso","cents":250}'`,
  ],
  repetitions: 3,
  localCloud: {
    timeScale: {
      label: 'scale of AWS’s waits',
      value: 0.0025,
      unit: '',
      injected: 'Lambda’s waits between two tries of an event, of minutes on AWS, run 400 times as fast.',
    },
  },
  parameters: {
    orders: { label: 'orders per repetition', value: 5, unit: 'orders' },
    serviceMs: {
      label: 'service time of each consumer',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Stands in for what a consumer waits for.',
    },
  },
  variants: {
    agreed: { label: 'as agreed', ...form('agreed'), parameters: sends('cents, version 1') },
    renamed: { label: 'renamed', ...form('renamed'), parameters: sends('priceInCents, version 1') },
    'both-names': {
      label: 'both names',
      ...form('both'),
      parameters: sends('cents and priceInCents, version 1'),
    },
    versioned: {
      label: 'renamed, new version',
      ...form('versioned'),
      parameters: sends('priceInCents, version 2'),
    },
    checked: {
      label: 'renamed, checked before it is published',
      ...form('renamed', 1),
      parameters: sends('priceInCents, version 1, checked by the producer'),
    },
  },
  metrics: {
    accepted: { label: 'orders accepted (202)', unit: 'orders', better: 'higher' },
    published: { label: 'events published', unit: 'events', better: 'neither' },
    rightMails: { label: 'mails with the right price', unit: 'mails', better: 'higher' },
    wrongMails: { label: 'mails with another price, or none', unit: 'mails', better: 'lower' },
    rightInvoices: { label: 'invoices with the right price', unit: 'invoices', better: 'higher' },
    wrongInvoices: { label: 'invoices with another price, or none', unit: 'invoices', better: 'lower' },
    labels: { label: 'labels of parcels stored', unit: 'labels', better: 'higher' },
    mailerFailures: {
      label: 'events in the mailer’s on-failure destination',
      unit: 'events',
      better: 'lower',
    },
    billingFailures: { label: 'events in billing’s on-failure destination', unit: 'events', better: 'lower' },
  },
  series: { status: { label: 'status of the reply', unit: 'status' } },
  predictions: [
    {
      kind: 'choice',
      id: 'who-notices',
      prompt:
        'The producer renames cents to priceInCents. The mailer writes “espresso, … euros” from the event without a check. What does it store?',
      options: [
        { value: 'nothing', label: 'nothing: it fails, and its events lie in an on-failure destination' },
        { value: 'nonsense', label: 'a mail with a wrong price, for every order' },
        { value: 'right', label: 'the right mail: the event still holds the price' },
      ],
      answer({ renamed }) {
        if (renamed.wrongMails.median > 0) return 'nonsense';
        return renamed.rightMails.median > 0 ? 'right' : 'nothing';
      },
    },
  ],

  async warmUp({ variants, ...api }) {
    const { working, failing } = warmed[variants[0] ?? 'agreed'];
    await warmUpAccept(api, 4);
    if (working.length > 0) await warmUp(api, 4, working, failing);
  },

  async run({ variant, repetition, parameters, events, progress, ...api }) {
    const customer = `${api.runId}-${variant}-${repetition}`;
    const status = await openLoop({
      arrivals: Array.from({ length: parameters.orders }, (_, index) => index * 30),
      clock: api.clock,
      signal: api.signal,
      send: ({ index }) => placeOrder(api, { customer, item: `espresso ${index + 1}` }),
    });
    progress(0.5, 'all orders are sent');
    await untilSettled({ ...api, events }, 2);
    const effects = await effectsOf(api, customer);
    const price = `${cents / 100} euros.`;
    const count = (consumer: Consumer, right: boolean) =>
      effects.filter((each) => each.consumer === consumer && each.text.endsWith(` ${price}`) === right)
        .length;
    return {
      metrics: {
        accepted: status.filter((each) => each === 202).length,
        published: eventsOf(events, 'event-published', 'OrderPlaced').length,
        rightMails: count('mailer', true),
        wrongMails: count('mailer', false),
        rightInvoices: count('billing', true),
        wrongInvoices: count('billing', false),
        labels: effects.filter(({ consumer }) => consumer === 'shipping').length,
        mailerFailures: await takeFailures(api, 'Mailer'),
        billingFailures: await takeFailures(api, 'Billing'),
      },
      series: { status },
    };
  },

  claims,
});
