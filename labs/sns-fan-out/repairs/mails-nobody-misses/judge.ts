import { defineRepair } from '#experiment/define-repair.ts';
import experiment from '../../experiments/one-more-consumer.ts';

export default defineRepair(experiment, {
  variants: { 'one-fails': { context: { serviceMs: 50, shippingAtOnce: 4 } } },
  parameters: { orders: 4 },
  mends: [
    {
      id: 'what-the-mailer-fails-at-is-kept',
      statement:
        'Each event that the mailer fails at for good lies in a queue, from where it can be sent again.',
      judge: ({ 'one-fails': run }, { orders }) => ({
        holds: run.mailerFailures.min === orders,
        because: `The mailer failed at ${orders} orders, and ${run.mailerFailures.median} events lie in a queue of its failures.`,
      }),
    },
  ],
  keeps: [
    {
      id: 'the-others-go-on',
      statement: 'Every order is accepted, and has its invoice and its label, although the mailer fails.',
      judge: ({ 'one-fails': run }, { orders }) => ({
        holds: run.accepted.min === orders && run.invoices.min === orders && run.labels.min === orders,
        because: `${run.accepted.median} orders accepted, ${run.invoices.median} invoices, ${run.labels.median} labels, of ${orders}.`,
      }),
    },
    {
      id: 'it-is-tried-again-first',
      statement: 'The mailer is tried again before an event is given up.',
      judge: ({ 'one-fails': run }, { orders }) => ({
        holds: run.mailerTries.min > orders,
        because: `It was run ${run.mailerTries.median} times for ${orders} orders.`,
      }),
    },
  ],
});
