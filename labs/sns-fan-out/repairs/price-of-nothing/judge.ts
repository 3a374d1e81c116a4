import { defineRepair } from '#experiment/define-repair.ts';
import { warmUpAccept } from '../../experiments/shared/warm-up.ts';
import experiment from '../../experiments/the-event-changes.ts';

export default defineRepair(experiment, {
  variants: { renamed: { context: { serviceMs: 100, shippingAtOnce: 4 } } },
  // The experiment's waits for billing to fail.
  warmUp: (context) => warmUpAccept(context, 4),
  mends: [
    {
      id: 'every-mail-says-the-price',
      statement: 'Every customer gets a mail with the right price, and none with another.',
      judge: ({ renamed }, { orders }) => ({
        holds: renamed.rightMails.min === orders && renamed.wrongMails.max === 0,
        because: `${renamed.rightMails.median} right mails and ${renamed.wrongMails.median} wrong ones for ${orders} orders.`,
      }),
    },
    {
      id: 'every-order-has-its-invoice',
      statement: 'Every order has an invoice over the right price.',
      judge: ({ renamed }, { orders }) => ({
        holds: renamed.rightInvoices.min === orders && renamed.wrongInvoices.max === 0,
        because: `${renamed.rightInvoices.median} right invoices and ${renamed.wrongInvoices.median} wrong ones for ${orders} orders; billing failed at ${renamed.billingFailures.median} events.`,
      }),
    },
  ],
  keeps: [
    {
      id: 'orders-are-taken-and-shipped',
      statement: 'Every order is accepted, and has its label.',
      judge: ({ renamed }, { orders }) => ({
        holds: renamed.accepted.min === orders && renamed.labels.min === orders,
        because: `${renamed.accepted.median} orders accepted and ${renamed.labels.median} labels, of ${orders}.`,
      }),
    },
  ],
});
